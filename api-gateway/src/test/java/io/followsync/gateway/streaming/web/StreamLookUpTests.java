package io.followsync.gateway.streaming.web;

import java.time.Duration;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.access.Access;
import io.followsync.gateway.jobs.TestJobs;
import io.followsync.gateway.jobs.TestJobs.TestJob;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Streams share a look-up with those of the last second. */
class StreamLookUpTests extends GatewayIntegrationTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(15);

	private static final ParameterizedTypeReference<ServerSentEvent<String>> FRAME = new ParameterizedTypeReference<>() {
	};

	@Autowired
	private Fingerprints fingerprints;

	@Autowired
	private Access access;

	@Test
	void findsAJobThatWasDeletedAndSubmittedAgain() {
		TestJobs jobs = new TestJobs(this.database, this.fingerprints);
		TestJob deleted = jobs.insert(JobState.RUNNING);
		this.access.findJobShared(new Access.Caller.Holder(deleted.capability().value())).block(TIMEOUT);
		jobs.run("DELETE FROM jobs WHERE id = :id", deleted.id());

		TestJob again = jobs.insert(JobState.PARKED, deleted.capability());

		assertThat(firstEvent(again)).contains("PARKED");
	}

	private String firstEvent(TestJob job) {
		return WebClient.create("http://127.0.0.1:" + this.port)
			.get()
			.uri(job.path() + "/events")
			.accept(MediaType.TEXT_EVENT_STREAM)
			.retrieve()
			.bodyToFlux(FRAME)
			.mapNotNull(ServerSentEvent::data)
			.blockFirst(TIMEOUT);
	}

}
