package io.followsync.stack;

import java.util.List;

import io.followsync.embedded.process.FreePorts;

/** All ports are looked at before anything is started. */
final class PortCheck {

	private PortCheck() {
	}

	static void require(StackPorts ports, int workers) {
		List<String> taken = ports.byOption(workers)
			.entrySet()
			.stream()
			.filter((port) -> !FreePorts.isFree(port.getValue()))
			.map((port) -> "%d (%s)".formatted(port.getValue(), port.getKey()))
			.toList();
		if (!taken.isEmpty()) {
			throw new StackException("In use by another program: port %s. Choose another with -D<option>=<port>."
				.formatted(String.join(", port ", taken)));
		}
	}

}
