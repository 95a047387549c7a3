package io.followsync.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.followsync.embedded.process.FreePorts;

/** Checks all ports before anything is started. */
final class PortCheck {

	private PortCheck() {
	}

	/**
	 * @throws StackException if two options name the same port, or a port is in use
	 */
	static void require(Map<String, Integer> byOption) {
		List<String> shared = shared(byOption);
		if (!shared.isEmpty()) {
			throw refusal("Named by two options", shared);
		}
		List<String> taken = byOption.entrySet()
			.stream()
			.filter((port) -> !FreePorts.isFree(port.getValue()))
			.map((port) -> described(port.getValue(), port.getKey()))
			.toList();
		if (!taken.isEmpty()) {
			throw refusal("In use by another program", taken);
		}
	}

	private static List<String> shared(Map<String, Integer> byOption) {
		Map<Integer, List<String>> options = byOption.keySet()
			.stream()
			.collect(Collectors.groupingBy(byOption::get, LinkedHashMap::new, Collectors.toList()));
		return options.entrySet()
			.stream()
			.filter((port) -> port.getValue().size() > 1)
			.map((port) -> described(port.getKey(), String.join(" and ", port.getValue())))
			.toList();
	}

	private static String described(int port, String options) {
		return "port %d (%s)".formatted(port, options);
	}

	private static StackException refusal(String what, List<String> ports) {
		return new StackException(
				"%s: %s. Choose another with -D<option>=<port>.".formatted(what, String.join(", ", ports)));
	}

}
