package io.followsync.benchmarks.streams;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.stack.MeasuredStack;

/** What the gateway's process takes. */
record Gateway(MeasuredStack stack) {

	private static final Duration TO_CLOSE = Duration.ofSeconds(60);

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
	double liveKilobytes() throws IOException, InterruptedException {
		new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid()),
				"GC.run")
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
		return this.stack.gatewayMetrics().heapMegabytes() * 1024
				+ this.stack.gatewayMetrics().sum("jvm_buffer_memory_used_bytes", "id=\"direct\"") / 1024;
	}

	double streams() {
		return this.stack.gatewayMetrics().sum("followsync_streams_open");
	}

	void awaitStreams(int count) {
		long end = System.nanoTime() + TO_CLOSE.toNanos();
		while (streams() != count) {
			if (System.nanoTime() > end) {
				throw new IllegalStateException("still %,.0f streams open".formatted(streams()));
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
		}
	}

	private long pid() {
		return this.stack.parts().gateway().pid();
	}

}
