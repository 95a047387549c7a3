package io.followsync.gateway.streaming;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.followsync.gateway.capacity.Roomy;
import io.followsync.gateway.jobs.JobStates;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/**
 * What a new state of a watched job costs, by the number of its watchers: those who have
 * asked for it get it, the slow ones get nothing yet.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConflationBenchmarks {

	private final JobId job = JobId.next();

	@Param({ "1", "1000" })
	private int watchers;

	@Param({ "false", "true" })
	private boolean slow;

	private JobChannel channel;

	private long seq;

	@Setup(Level.Trial)
	public void watch() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		StreamSlots slots = new StreamSlots(new StreamingProperties(Duration.ofSeconds(2), Duration.ofSeconds(15),
				Duration.ofSeconds(1), Duration.ofSeconds(5), null, 50, 200, 0.5, Duration.ofMinutes(1)),
				Roomy.CAPACITY, meters);
		StreamMetrics metrics = new StreamMetrics(meters, new JobStreams(slots), Clock.systemUTC());
		this.channel = new JobChannel(new JobStates.Snapshot(this.job, progress(), 0, true));
		for (int i = 0; i < this.watchers; i++) {
			new JobWatch(this.channel, null, 0, metrics).subscribe(new Watcher(this.slow));
		}
	}

	@Benchmark
	public void offerState() {
		this.channel.offer(progress());
	}

	private JobProgress progress() {
		this.seq++;
		return new JobProgress(this.seq, JobState.RUNNING, JobProgress.Phase.FOLLOWERS, JobProgress.Lists.NONE, null,
				null, null, Instant.EPOCH);
	}

	private static final class Watcher extends BaseSubscriber<JobEvents.Signal> {

		private final boolean slow;

		Watcher(boolean slow) {
			this.slow = slow;
		}

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			request(1);
		}

		@Override
		protected void hookOnNext(JobEvents.Signal signal) {
			if (!this.slow) {
				request(1);
			}
		}

	}

}
