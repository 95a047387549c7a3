package io.followsync.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.followsync.benchmarks.NotMeasuredException;
import io.followsync.benchmarks.process.ChildProcesses;
import io.followsync.benchmarks.process.Jdk;

/** A client that people use; its program walks both lists whenever it gets a line. */
enum Peer {

	GALLERY_DL("gallery-dl") {
		@Override
		Program prepare() {
			// Debian's Python, which finds Debian's packages.
			String version = run(
					List.of("/usr/bin/python3", "-c", "import gallery_dl; print(gallery_dl.version.__version__)"),
					this.source, "run apt-get install gallery-dl");
			return new Program(List.of("/usr/bin/python3", "walk.py"), version.strip());
		}
	},

	INSTAGRAM_PRIVATE_API("instagram-private-api") {
		@Override
		Program prepare() {
			Path folder = copy();
			run(List.of("npm", "install", "--no-audit", "--no-fund", "--silent"), folder, "install Node.js with npm");
			return new Program(List.of("node", folder.resolve("walk.js").toAbsolutePath().toString()),
					read("package.json", "\"instagram-private-api\": \"([^\"]+)\""));
		}
	},

	INSTAGRAM4J("instagram4j") {
		@Override
		Program prepare() {
			Path folder = copy();
			String maven = Path.of(System.getProperty("maven.home"), "bin", "mvn").toString();
			run(List.of(maven, "--batch-mode", "--quiet", "dependency:copy-dependencies", "-DoutputDirectory=lib"),
					folder, "let Maven reach Maven Central");
			return new Program(
					List.of(Jdk.tool("java"), "--source", "17", "-classpath", archives(folder.resolve("lib")),
							folder.resolve("Walk.java").toAbsolutePath().toString()),
					read("pom.xml", "<artifactId>instagram4j</artifactId>\\s*<version>([^<]+)"));
		}
	};

	private static final Path WORK = Path.of("target", "peers");

	private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(5);

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
	 * Installs what its program needs.
	 * @throws NotMeasuredException if this machine cannot have it
	 */
	abstract Program prepare();

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

	String read(String file, String pattern) {
		try {
			Matcher version = Pattern.compile(pattern).matcher(Files.readString(this.source.resolve(file)));
			return version.find() ? version.group(1) : "of unknown version";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String run(List<String> command, Path folder, String remedy) {
		try {
			ChildProcesses.Result ended = ChildProcesses
				.run(new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true), INSTALL_TIMEOUT);
			if (ended.isSuccess()) {
				return ended.output();
			}
			throw new NotMeasuredException("%s is missing: %s".formatted(this.title, remedy));
		}
		catch (IOException ex) {
			throw new NotMeasuredException("%s is missing: %s".formatted(this.title, remedy));
		}
	}

	/**
	 * What to start.
	 *
	 * @param version of the client
	 */
	record Program(List<String> command, String version) {

	}

}
