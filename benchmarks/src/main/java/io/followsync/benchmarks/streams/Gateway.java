package io.followsync.benchmarks.streams;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.process.Await;
import io.followsync.benchmarks.process.Jdk;
import io.followsync.benchmarks.stack.MeasuredStack;

/** The gateway, whose jobs get new states by a commit and the broker. */
record Gateway(MeasuredStack stack, WatchedJobs jobs) implements EventServer {

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(60);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

	@Override
	public int port() {
		return this.stack.gateway().getPort();
	}

	@Override
	public String path(int job) {
		return this.jobs.path(job);
	}

	@Override
	public void publish(int job) throws SQLException {
		this.jobs.publish(job);
	}

	@Override
	public double cpuSeconds() {
		return Processes.cpuSeconds(pid());
	}

	@Override
	public double residentMegabytes() {
		return Processes.residentMegabytes(pid());
	}

	double peakResidentMegabytes() {
		return Processes.peakResidentMegabytes(pid());
	}

	/** Heap and direct buffers in use after a collection. */
	double liveKilobytes() throws IOException {
		Jdk.collectGarbage(pid());
		return this.stack.gatewayMetrics().heapMegabytes() * 1024
				+ this.stack.gatewayMetrics().sum("jvm_buffer_memory_used_bytes", "id=\"direct\"") / 1024;
	}

	@Override
	public void awaitStreams(int count) {
		Await.until("%,d open streams of the gateway".formatted(count), CLOSE_TIMEOUT, POLL_INTERVAL,
				() -> this.stack.gatewayMetrics().sum("followsync_streams_open") == count);
	}

	private long pid() {
		return this.stack.parts().gateway().pid();
	}

}
