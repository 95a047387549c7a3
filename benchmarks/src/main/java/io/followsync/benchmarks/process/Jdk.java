package io.followsync.benchmarks.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The tools of the JDK that runs this JVM. */
public final class Jdk {

	/** The folder of its tools. */
	public static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

	private static final Duration COLLECT_TIMEOUT = Duration.ofSeconds(60);

	private Jdk() {
	}

	/** The path of a tool, such as {@code java}. */
	public static String tool(String name) {
		return BIN.resolve(name).toString();
	}

	/** Makes another JVM collect all garbage of its heap. */
	public static void collectGarbage(long pid) throws IOException {
		ChildProcesses.Result collected = ChildProcesses.run(
				new ProcessBuilder(tool("jcmd"), Long.toString(pid), "GC.run").redirectErrorStream(true),
				COLLECT_TIMEOUT);
		if (!collected.isSuccess()) {
			throw new IllegalStateException(
					"process %d did not collect its garbage: %s".formatted(pid, collected.output()));
		}
	}

}
