package io.followsync.gateway.streaming.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import io.followsync.gateway.streaming.StreamEvent;
import io.followsync.gateway.streaming.StreamingProperties;
import io.followsync.job.FailureKind;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class EventFramesTests {

	private final JobId job = JobId.next();

	private final EventFrames frames = new EventFrames(JsonMapper.shared(),
			new StreamingProperties(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofSeconds(1),
					Duration.ofSeconds(5), 10, 10, 200, 0.5, Duration.ofMinutes(1)));

	@Test
	void namesTheEventAndItsId() {
		assertThat(text(event(StreamEvent.Type.SNAPSHOT, JobState.QUEUED, null, 7)))
			.startsWith("id:" + this.job.run() + "-2\nevent:snapshot\ndata:{\"seq\":2,")
			.endsWith("\"position\":7}\n\n");
	}

	@Test
	void sendsAdviceWithAFailure() {
		assertThat(text(event(StreamEvent.Type.FAILED, JobState.FAILED,
				new JobProgress.Failure(FailureKind.UNAVAILABLE, "Instagram did not answer."), null)))
			.contains("\"advice\":\"Start again later: nothing is wrong with your values.\"");
	}

	@Test
	void makesTheFrameOfAnEventOnceForAllItsWatchers() {
		StreamEvent event = event(StreamEvent.Type.PROGRESS, JobState.RUNNING, null, null);
		assertThat(this.frames.of(event)).isSameAs(this.frames.of(event));
		assertThat(this.frames.of(event))
			.isNotSameAs(this.frames.of(event(StreamEvent.Type.PROGRESS, JobState.RUNNING, null, null)));
	}

	@Test
	void asksForARandomPauseBeforeAReconnect() {
		assertThat(new String(this.frames.retry(), StandardCharsets.US_ASCII)).matches("retry:[1-4]\\d{3}\n\n");
	}

	private String text(StreamEvent event) {
		return new String(this.frames.of(event).content(), StandardCharsets.UTF_8);
	}

	private StreamEvent event(StreamEvent.Type type, JobState state, JobProgress.Failure failure, Integer position) {
		return new StreamEvent(type, StreamEvent.Id.of(this.job, 2),
				new JobProgress(2, state, null, JobProgress.Lists.NONE, null, null, failure, Instant.EPOCH), position);
	}

}
