package io.followsync.gateway.streaming.web;

import java.time.Duration;
import java.time.Instant;

import io.followsync.gateway.streaming.JobEvents;
import io.followsync.gateway.streaming.StreamEvent;
import io.followsync.gateway.streaming.StreamingProperties;
import io.followsync.job.FailureKind;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class EventFramesTests {

	private final EventFrames frames = new EventFrames(JsonMapper.shared(),
			new StreamingProperties(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofSeconds(1),
					Duration.ofSeconds(5), 10, 10, 200, 0.5, Duration.ofMinutes(1)));

	@Test
	void sendsHeartbeatsWhileIdle() {
		StepVerifier.withVirtualTime(() -> this.frames.of(Flux.never()).map((frame) -> frame.comment()))
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(15))
			.expectNext("heartbeat")
			.expectNoEvent(Duration.ofSeconds(15))
			.expectNext("heartbeat")
			.thenCancel()
			.verify();
	}

	@Test
	void completesWithItsSignals() {
		TestPublisher<JobEvents.Signal> signals = TestPublisher.create();
		StepVerifier.create(this.frames.of(signals.flux()))
			.then(() -> signals.next(new JobEvents.Opened()))
			.assertNext((frame) -> assertThat(frame.retry()).isNotNull())
			.then(() -> signals.next(event()))
			.assertNext((frame) -> assertThat(frame.event()).isEqualTo("snapshot"))
			.then(signals::complete)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void sendsAdviceWithAFailure() {
		JobId job = JobId.next();
		StreamEvent failed = new StreamEvent(StreamEvent.Type.FAILED, StreamEvent.Id.of(job, 2),
				new JobProgress(2, JobState.FAILED, null, JobProgress.Lists.NONE, null, null,
						new JobProgress.Failure(FailureKind.UNAVAILABLE, "Instagram did not answer."), Instant.EPOCH),
				null);
		StepVerifier.create(this.frames.of(Flux.just(failed)))
			.assertNext((frame) -> assertThat(frame.data())
				.contains("\"advice\":\"Start again later: nothing is wrong with your values.\""))
			.expectComplete()
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void failsWithItsSignals() {
		StepVerifier.create(this.frames.of(Flux.error(new IllegalStateException("gone"))))
			.expectErrorMessage("gone")
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void dropsHeartbeatsThatAClientDoesNotRead() {
		StepVerifier.withVirtualTime(() -> this.frames.of(Flux.never()), 1)
			.thenAwait(Duration.ofHours(1))
			.expectNextCount(1)
			.thenRequest(100)
			.expectNextCount(1)
			.expectNoEvent(Duration.ofSeconds(14))
			.thenCancel()
			.verify();
	}

	private static StreamEvent event() {
		JobId job = JobId.next();
		return new StreamEvent(StreamEvent.Type.SNAPSHOT, StreamEvent.Id.of(job, 1),
				new JobProgress(1, JobState.RUNNING, null, JobProgress.Lists.NONE, null, null, null, Instant.EPOCH),
				null);
	}

}
