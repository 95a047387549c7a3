package io.followsync.embedded.process;

import java.nio.file.Path;
import java.util.List;

/** The JVM options by which every child's end leaves a trace, and no secret. */
public final class CrashOptions {

	private CrashOptions() {
	}

	/**
	 * A child without memory ends and says so. One that crashes leaves its report beside
	 * the log, and no core file, which would hold everything that it knew.
	 */
	public static List<String> reportingBeside(Path log) {
		return List.of("-XX:+ExitOnOutOfMemoryError", "-XX:ErrorFile=" + reportBeside(log),
				"-XX:-CreateCoredumpOnCrash");
	}

	/** The crash report of a child with that log. */
	public static Path reportBeside(Path log) {
		String name = log.getFileName().toString().replaceFirst("\\.log$", "");
		return log.resolveSibling(name + "-crash.log");
	}

}
