package io.followsync.acceptance.generated;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The programs that generate, compile and run clients, as {@code .ci/clients} fetches
 * them.
 *
 * @param work where they run, and what they write is kept
 */
record ClientTools(Path folder, Path work) {

	private static final Duration IN_TIME = Duration.ofMinutes(2);

	private static final String GENERATOR = "openapi-generator-cli-";

	private static final Path SOURCES = Path.of("src", "test", "clients");

	static ClientTools in(Path work) {
		String folder = System.getProperty("clients.tools", "");
		assertThat(folder).as("clients.tools, the folder that .ci/clients has filled").isNotEmpty();
		return new ClientTools(Path.of(folder).toAbsolutePath(), work.toAbsolutePath());
	}

	/** Copies a file of ours to where the tools run. */
	void add(String file) {
		write(file, text(SOURCES.resolve(file)));
	}

	void write(String file, String text) {
		try {
			Files.createDirectories(this.work);
			Files.writeString(this.work.resolve(file), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void generate(String generator, String options) {
		run(List.of(java("java"), "-jar", jars(true).getFirst().toString(), "generate", "-i", "api.json", "-g",
				generator, "-o", "client", "--additional-properties=" + options), Map.of());
	}

	/** Compiles the Java client and the program that uses it. */
	void compileJava(String program) {
		List<String> command = new ArrayList<>(
				List.of(java("javac"), "-nowarn", "-d", "classes", "-cp", classpath(), program));
		try (Stream<Path> sources = Files.walk(this.work.resolve("client/src/main/java"))) {
			sources.filter((file) -> file.toString().endsWith(".java")).map(Path::toString).forEach(command::add);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		run(command, Map.of());
	}

	String runJava(String program, Map<String, String> environment) {
		return run(List.of(java("java"), "-cp", classpath(), program), environment);
	}

	void compileTypeScript() {
		Path modules = this.folder.resolve("node_modules");
		run(List.of("node", modules.resolve("typescript/bin/tsc").toString(), "--project", "tsconfig.json",
				"--typeRoots", modules.resolve("@types").toString()), Map.of());
	}

	String runNode(String program, Map<String, String> environment) {
		return run(List.of("node", program), environment);
	}

	private String classpath() {
		return Stream.concat(Stream.of(this.work.resolve("classes")), jars(false).stream())
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

	/** The generator, or what the generated client needs. */
	private List<Path> jars(boolean generator) {
		try (Stream<Path> jars = Files.list(this.folder.resolve("lib"))) {
			return jars.filter((jar) -> jar.getFileName().toString().startsWith(GENERATOR) == generator).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String java(String program) {
		return Path.of(System.getProperty("java.home"), "bin", program).toString();
	}

	/** Runs a program, which must succeed, and returns what it printed. */
	private String run(List<String> command, Map<String, String> environment) {
		try {
			Path output = Files.createTempFile(this.work, "output", ".txt");
			ProcessBuilder program = new ProcessBuilder(command).directory(this.work.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile());
			program.environment().putAll(environment);
			Process process = program.start();
			if (!process.waitFor(IN_TIME.toSeconds(), TimeUnit.SECONDS)) {
				process.destroyForcibly();
			}
			assertThat(process.waitFor()).as("%s printed%n%s", command.getFirst(), text(output)).isZero();
			return text(output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
