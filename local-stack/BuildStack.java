import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Builds the stack without tests, checks or output, in a Maven of its own, so that its memory is free again before the
 * stack starts. Then writes the command that starts the stack into local-stack/target/run.command. The first four
 * arguments describe the Maven that runs this: its home, its local repository, its settings file, and whether it is
 * offline. All others are options of the stack.
 */
class BuildStack {

	private static final int ARGUMENTS_OF_MAVEN = 4;

	private static final int MAX_WAIT_FOR_MAVEN = 20_000;

	/** Of a stack with one worker; the build before it needs less. */
	private static final int NEEDED_MEGABYTES = 1_400;

	public static void main(String[] arguments) throws Exception {
		warnOfLittleMemory();
		System.out.println("  Building the services; a first build takes about a minute.");
		List<String> maven = Arrays.stream(arguments).limit(ARGUMENTS_OF_MAVEN).map(BuildStack::value).toList();
		build(Path.of(maven.get(0), "bin"), maven.get(1), Path.of(maven.get(2)), Boolean.parseBoolean(maven.get(3)));
		writeCommand(List.of(arguments).subList(ARGUMENTS_OF_MAVEN, arguments.length));
	}

	private static String value(String argument) {
		return argument.substring(argument.indexOf('=') + 1);
	}

	/** On Linux only: other systems do not say how much memory can be had. */
	private static void warnOfLittleMemory() throws Exception {
		Path figures = Path.of("/proc/meminfo");
		if (Files.isReadable(figures)) {
			for (String line : Files.readAllLines(figures)) {
				if (line.startsWith("MemAvailable:")) {
					long available = Long.parseLong(line.replaceAll("\\D", "")) / 1024;
					if (available < NEEDED_MEGABYTES) {
						System.out.printf("  The stack needs about %,d MB of memory; only %,d MB are available.%n",
								NEEDED_MEGABYTES, available);
					}
				}
			}
		}
	}

	private static void build(Path bin, String repository, Path settings, boolean offline) throws Exception {
		boolean windows = System.getProperty("os.name").startsWith("Windows");
		List<String> command = new ArrayList<>(List.of(bin.resolve(windows ? "mvn.cmd" : "mvn").toString(), "--quiet",
				"--batch-mode", "-Dmaven.repo.local=" + repository, "-Punchecked", "--projects", "local-stack",
				"--also-make"));
		if (Files.exists(settings)) {
			command.add("--settings=" + settings);
		}
		if (offline) {
			command.add("--offline");
		}
		command.add("package");
		if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
			System.err.println("  The build failed; its errors stand above.");
			endMaven();
			System.exit(1);
		}
	}

	/** As Preflight does it, and for the same reason. */
	private static void endMaven() throws InterruptedException {
		Optional<ProcessHandle> maven = ProcessHandle.current()
			.parent()
			.filter((parent) -> parent.info().commandLine().orElse("").contains("plexus.classworlds"));
		if (maven.isPresent() && maven.get().destroy()) {
			Thread.sleep(MAX_WAIT_FOR_MAVEN);
		}
	}

	private static void writeCommand(List<String> options) throws Exception {
		Path target = Path.of("local-stack", "target").toAbsolutePath();
		List<String> command = new ArrayList<>(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
				// Else there is always a console, terminal or not.
				"-Djdk.console=java.base", "-Dlogback.configurationFile=io/followsync/embedded/quiet-logback.xml",
				"-classpath", target.resolve("classes") + System.getProperty("path.separator")
						+ Files.readString(target.resolve("class-path.txt")).strip(),
				"io.followsync.stack.run.Main"));
		command.addAll(options);
		Files.write(target.resolve("run.command"), command.stream().map(BuildStack::quoted).toList());
	}

	/** As the JVM reads a word of such a file. */
	private static String quoted(String argument) {
		return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

}
