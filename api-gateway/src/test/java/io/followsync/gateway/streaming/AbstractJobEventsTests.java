package io.followsync.gateway.streaming;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import io.followsync.gateway.capacity.Roomy;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** A job that is watched, and its state as the database has it. */
abstract class AbstractJobEventsTests {

	protected static final Duration TIMEOUT = Duration.ofSeconds(5);

	protected final JobId job = JobId.next();

	protected final KnownStates database = new KnownStates();

	protected final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	protected JobStreams streams;

	protected JobEvents events;

	@BeforeEach
	void prepare() {
		allow(100, 10);
		this.database.put(this.job, at(5, JobState.RUNNING));
	}

	protected void allow(int streams, int perJob) {
		this.streams = new JobStreams(new StreamSlots(limits(streams, perJob), Roomy.CAPACITY, this.meters));
		this.events = new JobEvents(new SharedStates(this.database, Schedulers.immediate()), this.streams,
				new StreamMetrics(this.meters, this.streams, Clock.systemUTC()));
	}

	protected Flux<StreamEvent> open(StreamEvent.Id last) {
		return this.events.open(this.job, Optional.ofNullable(last))
			.flatMapMany((opening) -> ((JobEvents.Opening.Stream) opening).signals())
			.ofType(StreamEvent.class);
	}

	protected void publish(long seq, JobState state) {
		this.streams.publish(this.job, at(seq, state));
	}

	protected static JobProgress at(long seq, JobState state) {
		return new JobProgress(seq, state, null, JobProgress.Lists.NONE, null, null, null, Instant.EPOCH);
	}

	protected static String text(StreamEvent event) {
		return event.type() + " " + event.id().seq();
	}

	protected static StreamingProperties limits(int streams, int perJob) {
		return new StreamingProperties(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofSeconds(1),
				Duration.ofSeconds(5), streams, perJob, 200, 0.5, Duration.ofMinutes(1));
	}

}
