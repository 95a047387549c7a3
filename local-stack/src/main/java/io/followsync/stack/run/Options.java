package io.followsync.stack.run;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.followsync.stack.StackConfig;
import io.followsync.stack.StackException;
import io.followsync.stack.StackPorts;

/**
 * What was asked for on the command line, as {@code name=value}.
 *
 * @param export data export to analyse instead of the demo account
 * @param fresh whether to delete the stored data
 */
record Options(StackConfig stack, Optional<Path> export, boolean fresh) {

	private static final int MAX_WORKERS = 16;

	private static final int LAST_PORT = 65_535;

	static Options parse(List<String> arguments) {
		Map<String, String> values = values(arguments);
		StackPorts usual = StackPorts.usual();
		StackPorts ports = new StackPorts(number(values, "gateway.port", usual.gateway(), LAST_PORT),
				number(values, "gateway.management.port", usual.gatewayManagement(), LAST_PORT),
				number(values, "simulator.port", usual.simulator(), LAST_PORT),
				number(values, "worker.port", usual.worker(), LAST_PORT - MAX_WORKERS),
				number(values, "postgres.port", usual.postgres(), LAST_PORT),
				number(values, "kafka.port", usual.kafka(), LAST_PORT));
		Path root = Path.of(value(values, "root").orElse("."));
		Path typedIn = Path.of(value(values, "typed.in").orElse("."));
		StackConfig stack = StackConfig.of(root, root.resolve(".followsync"))
			.withPorts(ports)
			.withWorkers(number(values, "workers", 1, MAX_WORKERS));
		return new Options(stack, value(values, "export").map(typedIn::resolve).map(Path::normalize),
				flag(values, "fresh"));
	}

	private static Map<String, String> values(List<String> arguments) {
		Map<String, String> values = new HashMap<>();
		for (String argument : arguments) {
			int equals = argument.indexOf('=');
			if (equals < 1) {
				throw new StackException("\"%s\" is not of the form name=value".formatted(argument));
			}
			values.put(argument.substring(0, equals), argument.substring(equals + 1));
		}
		return values;
	}

	private static Optional<String> value(Map<String, String> values, String name) {
		return Optional.ofNullable(values.get(name)).filter((value) -> !value.isBlank());
	}

	private static int number(Map<String, String> values, String name, int usual, int greatest) {
		String value = value(values, name).orElse(Integer.toString(usual));
		if (value.matches("\\d{1,5}")) {
			int number = Integer.parseInt(value);
			if (number >= 1 && number <= greatest) {
				return number;
			}
		}
		throw new StackException("-D%s must be a number from 1 to %d, not \"%s\"".formatted(name, greatest, value));
	}

	private static boolean flag(Map<String, String> values, String name) {
		String value = value(values, name).orElse("false");
		return switch (value) {
			case "true" -> true;
			case "false" -> false;
			default -> throw new StackException("-D%s must be true or false, not \"%s\"".formatted(name, value));
		};
	}

}
