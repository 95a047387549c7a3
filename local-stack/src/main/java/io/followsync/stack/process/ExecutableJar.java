package io.followsync.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

import io.followsync.stack.StackException;

/** Finds what the build of a module made to be started. */
public final class ExecutableJar {

	private ExecutableJar() {
	}

	/**
	 * The newest {@code <root>/<module>/target/<module>-*.jar} that is a program.
	 * @throws StackException when the module was not built
	 */
	public static Path of(Path root, String module) {
		Path target = root.resolve(module).resolve("target");
		if (Files.isDirectory(target)) {
			try (Stream<Path> files = Files.list(target)) {
				return files.filter((file) -> isProgram(file, module))
					.max(Comparator.comparingLong((file) -> file.toFile().lastModified()))
					.orElseThrow(() -> notBuilt(target));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		throw notBuilt(target);
	}

	private static boolean isProgram(Path file, String module) {
		String name = file.getFileName().toString();
		return name.startsWith(module + "-") && name.endsWith(".jar")
				&& Stream.of("-plain.jar", "-sources.jar", "-javadoc.jar", "-tests.jar").noneMatch(name::endsWith);
	}

	private static StackException notBuilt(Path target) {
		return new StackException("There is no program in %s: build it with mvn package".formatted(target));
	}

}
