package io.followsync.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.followsync.stack.StackException;

/**
 * The program that the build of a module produced: its executable jar, unpacked.
 *
 * @param archive class data archive, which halves the startup time; may be missing
 */
public record Program(Path jar, Path archive) {

	/**
	 * The newest {@code <root>/<module>/target/program/<module>-*.jar}.
	 * @throws StackException when the module was not built
	 */
	public static Program of(Path root, String module) {
		Path directory = root.resolve(module).resolve("target").resolve("program");
		if (!Files.isDirectory(directory)) {
			throw notBuilt(directory);
		}
		try (Stream<Path> files = Files.list(directory)) {
			Path jar = files.filter((file) -> isProgram(file, module))
				.max(Comparator.comparingLong((file) -> file.toFile().lastModified()))
				.orElseThrow(() -> notBuilt(directory));
			return new Program(jar, directory.resolve(module + ".jsa"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<String> arguments() {
		List<String> arguments = new ArrayList<>();
		// An older archive belongs to another build; the JVM would reject it with a
		// warning.
		if (this.archive.toFile().lastModified() > this.jar.toFile().lastModified()) {
			arguments.add("-XX:SharedArchiveFile=" + this.archive);
		}
		arguments.add("-jar");
		arguments.add(this.jar.toString());
		return arguments;
	}

	private static boolean isProgram(Path file, String module) {
		String name = file.getFileName().toString();
		return name.startsWith(module + "-") && name.endsWith(".jar");
	}

	private static StackException notBuilt(Path directory) {
		return new StackException("There is no program in %s: build it with mvn package".formatted(directory));
	}

}
