package io.followsync.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(60)
class ChildProcessesTests {

	private static final ProcessBuilder PARENT = new ProcessBuilder("sh", "-c", "sleep 1000 & echo $!; wait");

	@Test
	void stopsWhatAProgramStarted() throws IOException {
		Process parent = ChildProcesses.start(PARENT);
		long child = readPid(parent);

		ChildProcesses.stop(parent);

		awaitEnd(child);
	}

	@Test
	void theEndOfTheJvmKillsWhatAProgramStarted() throws IOException {
		Process jvm = ChildProcesses.start(new ProcessBuilder(Jdk.tool("java"), "-classpath",
				System.getProperty("java.class.path"), Starter.class.getName()));
		long child = readPid(jvm);

		jvm.destroy();

		awaitEnd(child);
	}

	@Test
	void killsAProgramThatDoesNotEndInTime() {
		assertThatIllegalStateException()
			.isThrownBy(() -> ChildProcesses.run(new ProcessBuilder("sleep", "1000"), Duration.ofMillis(200)))
			.withMessageContaining("sleep did not end");
		Await.until("the end of the program", Duration.ofSeconds(10),
				() -> ProcessHandle.current()
					.children()
					.noneMatch((child) -> child.info().commandLine().orElse("").endsWith("sleep 1000")));
	}

	@Test
	void returnsWhatAProgramPrintedAndHowItEnded() throws IOException {
		ChildProcesses.Result result = ChildProcesses.run(new ProcessBuilder("sh", "-c", "echo found; exit 3"),
				Duration.ofSeconds(10));

		assertThat(result).isEqualTo(new ChildProcesses.Result(3, "found\n"));
		assertThat(result.isSuccess()).isFalse();
	}

	private static long readPid(Process process) throws IOException {
		try (BufferedReader lines = process.inputReader()) {
			return Long.parseLong(lines.readLine());
		}
	}

	private static void awaitEnd(long pid) {
		Await.until("the end of process " + pid, Duration.ofSeconds(10),
				() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
	}

	static final class Starter {

		private Starter() {
		}

		public static void main(String[] arguments) throws IOException, InterruptedException {
			Process parent = ChildProcesses.start(PARENT);
			System.out.println(readPid(parent));
			parent.waitFor();
		}

	}

}
