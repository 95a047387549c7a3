package io.followsync.gateway.streaming.web;

import java.time.Duration;
import java.util.List;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.jobs.TestJobs;
import io.followsync.gateway.jobs.TestJobs.TestJob;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A job that a newer release beside this one has stored, and that this one does not know.
 */
class NewerJobTests extends GatewayIntegrationTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(15);

	@Autowired
	private Fingerprints fingerprints;

	private TestJobs jobs;

	private TestJob newer;

	private TestJob other;

	@BeforeEach
	void store() {
		this.jobs = new TestJobs(this.database, this.fingerprints);
		this.newer = this.jobs.insert(JobState.QUEUED);
		this.other = this.jobs.insert(JobState.QUEUED);
	}

	@AfterEach
	void remove() {
		sql("TRUNCATE jobs CASCADE");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					state = 'THROTTLED'                                                      | THROTTLED, but that state is not known here
					kind = 'DIGEST'                                                          | QUEUED, but its kind is not known here
					source = 'CARRIER_PIGEON'                                                | QUEUED, but its source is not known here
					state = 'PARKED', wait_reason = 'WEATHER', resumes_at = now()            | PARKED, but its wait_reason is not known here
					state = 'EXPIRED', ended_at = now(), remove_at = now() + interval '1 h'  | EXPIRED, but that state is not known here
					""")
	void isReportedAsNewerAndMayBeRetried(String traits, String named) {
		this.jobs.run("UPDATE jobs SET %s WHERE id = :id".formatted(traits), this.newer.id());

		for (String path : List.of("", "/events")) {
			this.web.get()
				.uri(this.newer.path() + path)
				.exchange()
				.expectStatus()
				.isEqualTo(503)
				.expectHeader()
				.valueEquals(HttpHeaders.RETRY_AFTER, "5")
				.expectBody()
				.json("""
						{"type": "urn:followsync:error:job-of-newer-release", "title": "Job is of a newer release",
						 "detail": "The job was stored by a newer release, which is being rolled out (%s)."}"""
					.formatted(named));
		}
		this.web.get().uri(this.other.path()).exchange().expectStatus().isOk();
	}

	@Test
	void isNotEndedHereEvenIfCancelled() {
		this.jobs.run("UPDATE jobs SET kind = 'DIGEST' WHERE id = :id", this.newer.id());

		this.web.delete().uri(this.newer.path()).exchange().expectStatus().isAccepted();

		assertThat(row("SELECT state, cancel_requested FROM jobs WHERE kind = 'DIGEST'"))
			.containsEntry("state", "QUEUED")
			.containsEntry("cancel_requested", true);
	}

	@Test
	void isNotRemovedOnRequestOfItsOwner() {
		this.jobs.move(this.newer.id(), JobState.COMPLETED);
		this.jobs.run("UPDATE jobs SET kind = 'DIGEST' WHERE id = :id", this.newer.id());

		this.web.delete().uri("/api/job/" + this.newer.capability().value()).exchange();

		assertThat(count("jobs WHERE kind = 'DIGEST'")).isOne();
	}

	@Test
	void isNotRemovedByACleanup() {
		this.jobs.move(this.newer.id(), JobState.COMPLETED);
		this.jobs.move(this.other.id(), JobState.COMPLETED);
		this.jobs.run("UPDATE jobs SET kind = 'DIGEST' WHERE id = :id", this.newer.id());

		this.web.post()
			.uri("/api/cleanup")
			.header(HttpHeaders.AUTHORIZATION, "Bearer test-token")
			.exchange()
			.expectStatus()
			.isOk();

		assertThat(row("SELECT string_agg(kind, ' ') AS kinds FROM jobs")).containsEntry("kinds", "DIGEST");
	}

}
