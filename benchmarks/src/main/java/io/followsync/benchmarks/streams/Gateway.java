package io.followsync.benchmarks.streams;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.process.Await;
import io.followsync.benchmarks.process.ChildProcesses;
import io.followsync.benchmarks.stack.MeasuredStack;

/** What the gateway's process takes. */
record Gateway(MeasuredStack stack) {

	private static final Duration TO_CLOSE = Duration.ofSeconds(60);

	private static final Duration TO_COLLECT = Duration.ofSeconds(60);

	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

	int port() {
		return this.stack.gateway().getPort();
	}

	double cpuSeconds() {
		return Processes.cpuSeconds(pid());
	}

	double residentKilobytes() {
		return Processes.residentMegabytes(pid()) * 1024;
	}

	/** Heap and direct buffers in use after a collection. */
	double liveKilobytes() throws IOException {
		ChildProcesses.Result collected = ChildProcesses
			.run(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
					Long.toString(pid()), "GC.run")
				.redirectErrorStream(true), TO_COLLECT);
		if (!collected.isSuccess()) {
			throw new IllegalStateException("The gateway's heap was not collected: " + collected.output());
		}
		return this.stack.gatewayMetrics().heapMegabytes() * 1024
				+ this.stack.gatewayMetrics().sum("jvm_buffer_memory_used_bytes", "id=\"direct\"") / 1024;
	}

	double streams() {
		return this.stack.gatewayMetrics().sum("followsync_streams_open");
	}

	void awaitStreams(int count) {
		Await.until("%,d open streams".formatted(count), TO_CLOSE, BETWEEN_LOOKS, () -> streams() == count);
	}

	private long pid() {
		return this.stack.parts().gateway().pid();
	}

}
