package io.followsync.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.followsync.benchmarks.NotMeasuredException;
import io.followsync.benchmarks.process.ChildProcesses;

/** A client that people use; its program walks both lists whenever it gets a line. */
enum Peer {

	GALLERY_DL("gallery-dl") {
		@Override
		List<String> command() {
			run(List.of(PYTHON, "-c", "import gallery_dl"), this.source, "apt-get install gallery-dl");
			return List.of(PYTHON, "walk.py");
		}
	},

	INSTAGRAM_PRIVATE_API("instagram-private-api") {
		@Override
		List<String> command() {
			Path folder = copy();
			run(List.of("npm", "install", "--no-audit", "--no-fund", "--silent"), folder, "install Node.js with npm");
			return List.of("node", folder.resolve("walk.js").toAbsolutePath().toString());
		}
	},

	INSTAGRAM4J("instagram4j") {
		@Override
		List<String> command() {
			Path folder = copy();
			String maven = Path.of(System.getProperty("maven.home"), "bin", "mvn").toString();
			run(List.of(maven, "--batch-mode", "--quiet", "dependency:copy-dependencies", "-DoutputDirectory=lib"),
					folder, "Maven must reach Maven Central");
			Path java = Path.of(System.getProperty("java.home"), "bin", "java");
			return List.of(java.toString(), "--source", "17", "-classpath", archives(folder.resolve("lib")),
					folder.resolve("Walk.java").toAbsolutePath().toString());
		}
	};

	// Debian's, which finds Debian's packages.
	private static final String PYTHON = "/usr/bin/python3";

	private static final Path WORK = Path.of("target", "peers");

	private static final Duration TO_INSTALL = Duration.ofMinutes(5);

	private final String title;

	final Path source;

	Peer(String title) {
		this.title = title;
		this.source = Path.of("peers", title);
	}

	/** As its makers call it. */
	String title() {
		return this.title;
	}

	/** Its program's folder. */
	Path source() {
		return this.source;
	}

	/**
	 * Gets what its program needs, and says how to start it.
	 * @throws NotMeasuredException if this machine cannot have it
	 */
	abstract List<String> command();

	Path copy() {
		Path folder = WORK.resolve(this.title);
		try {
			Files.createDirectories(folder);
			try (Stream<Path> files = Files.list(this.source)) {
				for (Path file : files.toList()) {
					Files.copy(file, folder.resolve(file.getFileName().toString()),
							StandardCopyOption.REPLACE_EXISTING);
				}
			}
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String archives(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map((file) -> file.toAbsolutePath().toString())
				.collect(Collectors.joining(File.pathSeparator));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void run(List<String> command, Path folder, String remedy) {
		try {
			ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
			if (!ChildProcesses.run(builder, TO_INSTALL).isSuccess()) {
				throw new NotMeasuredException("%s is not there: %s".formatted(this.title, remedy));
			}
		}
		catch (IOException ex) {
			throw new NotMeasuredException("%s is not there: %s".formatted(this.title, remedy));
		}
	}

}
