package io.followsync.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads the options of {@code mvn -Prun} and checks that a stack can start. Maven also
 * runs this source file before anything is compiled, so it uses nothing but the JDK.
 */
public final class Preflight {

	static final String LOCK = "lock";

	private static final int REFUSED = 2;

	private static final int MAX_WAIT_FOR_MAVEN = 20_000;

	private Preflight() {
	}

	public static void main(String[] arguments) {
		try {
			check(Options.parse(List.of(arguments)));
		}
		catch (IllegalArgumentException ex) {
			refuse(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Checks that a stack can start with these options.
	 * @throws IllegalArgumentException with a sentence for the user when it cannot
	 */
	public static void check(Options options) {
		Stream.concat(options.export().stream(), options.settings().stream())
			.filter(Files::notExists)
			.findFirst()
			.ifPresent((missing) -> {
				throw new IllegalArgumentException("There is no file or folder " + missing);
			});
		if (isLocked(options.data().resolve(LOCK))) {
			throw new IllegalArgumentException(alreadyRunning(options.data()));
		}
		checkPorts(options.allPorts());
	}

	private static boolean isLocked(Path file) {
		if (Files.notExists(file)) {
			return false;
		}
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
				FileLock lock = channel.tryLock()) {
			return lock == null;
		}
		catch (OverlappingFileLockException ex) {
			return true;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String alreadyRunning(Path data) {
		return "A stack is already running here: it uses %s. ".formatted(data)
				+ "Stop it with Ctrl-C, or start another one from another clone.";
	}

	private static void checkPorts(Map<String, Integer> ports) {
		Map<Integer, List<String>> options = ports.keySet()
			.stream()
			.collect(Collectors.groupingBy(ports::get, LinkedHashMap::new, Collectors.toList()));
		refuseAny("Named by two options", options, (port) -> port.getValue().size() > 1);
		refuseAny("In use by another program", options, (port) -> !isFree(port.getKey()));
	}

	private static void refuseAny(String problem, Map<Integer, List<String>> options,
			Predicate<Map.Entry<Integer, List<String>>> hasProblem) {
		String ports = options.entrySet()
			.stream()
			.filter(hasProblem)
			.map((port) -> "port %d (%s)".formatted(port.getKey(), String.join(" and ", port.getValue())))
			.collect(Collectors.joining(", "));
		if (!ports.isEmpty()) {
			throw new IllegalArgumentException(
					"%s: %s. Choose another with -D<option>=<port>.".formatted(problem, ports));
		}
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			// An earlier run's connection in TIME_WAIT does not occupy the port.
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	public static void refuse(String sentence) {
		refuse(sentence, () -> {
		});
	}

	/**
	 * Says why there is no stack, cleans up, and ends this JVM. Ends Maven first, as
	 * Ctrl-C would, because Maven adds 35 lines of hints to a step that fails.
	 */
	public static void refuse(String sentence, Runnable cleanUp) {
		System.err.println(System.lineSeparator() + "  " + sentence + System.lineSeparator());
		cleanUp.run();
		Optional<ProcessHandle> maven = ProcessHandle.current()
			.parent()
			.filter((parent) -> parent.info().commandLine().orElse("").contains("plexus.classworlds"));
		if (maven.isPresent() && maven.get().destroy()) {
			try {
				Thread.sleep(MAX_WAIT_FOR_MAVEN);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		System.exit(REFUSED);
	}

	/**
	 * What the command line asks for.
	 *
	 * @param data where the stack keeps its data
	 * @param ports by the option that sets each
	 * @param export the data export to analyse instead of the demo account
	 * @param fresh whether to delete the stored data first
	 * @param debug the service that a debugger can attach to, and its port
	 * @param settings files of settings for the services, the most important last
	 */
	public record Options(Path root, Path data, Map<String, Integer> ports, int workers, Optional<Path> export,
			boolean fresh, Map<String, Integer> debug, List<Path> settings) {

		private static final List<String> PORTS = List.of("gateway.port", "gateway.management.port", "simulator.port",
				"worker.port", "postgres.port", "kafka.port");

		private static final int MAX_WORKERS = 16;

		private static final int MAX_PORT = 65_535;

		/**
		 * Reads {@code name=value}; a blank value counts as none.
		 * @throws IllegalArgumentException with a sentence that names the wrong option
		 */
		public static Options parse(List<String> arguments) {
			Map<String, String> values = new LinkedHashMap<>();
			for (String argument : arguments) {
				int equals = argument.indexOf('=');
				if (equals < 1) {
					throw new IllegalArgumentException("\"%s\" is not of the form name=value".formatted(argument));
				}
				values.put(argument.substring(0, equals), argument.substring(equals + 1));
			}
			Path root = Path.of(values.getOrDefault("root", ".")).toAbsolutePath().normalize();
			int workers = number(values, "workers", MAX_WORKERS);
			Map<String, Integer> ports = new LinkedHashMap<>();
			PORTS.forEach((name) -> ports.put(name, number(values, name, MAX_PORT)));
			number(values, "worker.port", MAX_PORT - workers + 1);
			Map<String, Integer> debug = debug(values, workers);
			return new Options(root, root.resolve(".followsync"), ports, workers, path(values, "export"),
					flag(values, "fresh"), debug,
					Stream.of("set", "set.each").flatMap((name) -> path(values, name).stream()).toList());
		}

		int port(String option) {
			return Objects.requireNonNull(this.ports.get(option));
		}

		/** The ports that must be free. */
		Map<String, Integer> allPorts() {
			Map<String, Integer> all = new LinkedHashMap<>(this.ports);
			for (int number = 2; number <= this.workers; number++) {
				all.put("worker.port (worker %d)".formatted(number), port("worker.port") + number - 1);
			}
			this.debug.values().forEach((port) -> all.put("debug.port", port));
			return all;
		}

		private static Map<String, Integer> debug(Map<String, String> values, int workers) {
			String service = values.getOrDefault("debug", "");
			if (service.isBlank()) {
				return Map.of();
			}
			List<String> services = Stream
				.concat(Stream.of("gateway", "simulator"),
						IntStream.rangeClosed(1, workers).mapToObj("worker-%d"::formatted))
				.toList();
			if (!services.contains(service)) {
				throw new IllegalArgumentException(
						"-Ddebug must be one of %s, not \"%s\"".formatted(String.join(", ", services), service));
			}
			return Map.of(service, number(values, "debug.port", MAX_PORT));
		}

		private static Optional<Path> path(Map<String, String> values, String name) {
			return Optional.ofNullable(values.get(name))
				.filter((value) -> !value.isBlank())
				.map((value) -> Path.of(values.getOrDefault("typed.in", ".")).resolve(value).normalize());
		}

		private static boolean flag(Map<String, String> values, String name) {
			String value = values.getOrDefault(name, "false");
			if (!value.equals("true") && !value.equals("false")) {
				throw new IllegalArgumentException("-D%s must be true or false, not \"%s\"".formatted(name, value));
			}
			return value.equals("true");
		}

		private static int number(Map<String, String> values, String name, int max) {
			String value = values.getOrDefault(name, "");
			int number = value.matches("\\d{1,5}") ? Integer.parseInt(value) : 0;
			if (number < 1 || number > max) {
				throw new IllegalArgumentException(
						"-D%s must be a number from 1 to %d, not \"%s\"".formatted(name, max, value));
			}
			return number;
		}

	}

}
