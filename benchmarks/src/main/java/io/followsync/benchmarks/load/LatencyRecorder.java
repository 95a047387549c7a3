package io.followsync.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.Recorder;

/**
 * Latencies that some threads record while another one takes them from time to time: none
 * is lost, and none is taken twice.
 */
public final class LatencyRecorder {

	private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

	private final Recorder recorder = new Recorder(Latencies.LONGEST, Latencies.DIGITS);

	private final AtomicLong waiting = new AtomicLong();

	public void addNanos(long nanos) {
		this.recorder.recordValue(Math.clamp(nanos, 0, Latencies.LONGEST));
		this.waiting.incrementAndGet();
	}

	/** How many were recorded and not yet taken. */
	public long count() {
		return this.waiting.get();
	}

	/** Those that were not yet taken. */
	public Latencies take() {
		Latencies taken = new Latencies(this.recorder.getIntervalHistogram());
		this.waiting.addAndGet(-taken.count());
		return taken;
	}

	/** Waits for that many, at most for the bound, and takes all recorded by then. */
	public Latencies take(long expected, Duration bound) {
		long end = System.nanoTime() + bound.toNanos();
		while (count() < expected && System.nanoTime() - end < 0) {
			LockSupport.parkNanos(POLL_INTERVAL.toNanos());
		}
		return take();
	}

	/** Takes and forgets all, once none has come for that time. */
	public void discard(Duration quiet, Duration bound) {
		long end = System.nanoTime() + bound.toNanos();
		long before;
		do {
			before = count();
			LockSupport.parkNanos(quiet.toNanos());
		}
		while (count() != before && System.nanoTime() - end < 0);
		take();
	}

}
