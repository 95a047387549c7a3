package io.followsync.gateway.streaming.web;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.jobs.TestJobs;
import io.followsync.gateway.jobs.TestJobs.TestJob;
import io.followsync.job.Capability;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A job whose row contradicts itself is refused with its state named, without affecting
 * other jobs.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnreadableJobTests extends GatewayIntegrationTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(15);

	private static final ParameterizedTypeReference<ServerSentEvent<String>> FRAME = new ParameterizedTypeReference<>() {
	};

	private static final String CONSTRAINTS = """
			SELECT string_agg(format('ALTER TABLE %s %%s', conrelid::regclass, conname, pg_get_constraintdef(oid)), ';') AS all_of_them
			FROM pg_constraint WHERE contype = 'c' AND conrelid IN ('jobs'::regclass, 'job_lists'::regclass)
			""";

	@Autowired
	private Fingerprints fingerprints;

	@Autowired
	private MeterRegistry meters;

	private TestJobs jobs;

	private TestJob good;

	private TestJob bad;

	private String restore;

	@BeforeEach
	void prepare() {
		this.restore = alterations("ADD CONSTRAINT %2$I %3$s");
		sql(alterations("DROP CONSTRAINT %2$I"));
		this.jobs = new TestJobs(this.database, this.fingerprints);
		this.good = this.jobs.insert(JobState.RUNNING);
		this.bad = this.jobs.insert(JobState.RUNNING);
	}

	@AfterEach
	void restore() {
		sql("TRUNCATE jobs CASCADE");
		sql(this.restore);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					UPDATE jobs SET state = 'PARKED' WHERE id = :id                                   | PARKED, but its wait_reason and resumes_at contradict that
					UPDATE jobs SET wait_reason = 'BUDGET', resumes_at = now() WHERE id = :id         | RUNNING, but its wait_reason and resumes_at contradict that
					UPDATE jobs SET failure_kind = 'INTERNAL', failure_message = 'x' WHERE id = :id   | RUNNING, but its failure_kind and failure_message contradict that
					UPDATE jobs SET state = 'COMPLETED' WHERE id = :id                                | COMPLETED, but its ended_at contradicts that
					UPDATE jobs SET state = 'CANCELLED', ended_at = now() WHERE id = :id              | CANCELLED, but it has no remove_at
					UPDATE jobs SET lease_until = NULL WHERE id = :id                                 | RUNNING, but no worker has a lease of it
					UPDATE jobs SET holds_lane = false WHERE id = :id                                 | RUNNING, but its holds_lane contradicts that
					UPDATE jobs SET state = 'QUEUED' WHERE id = :id                                   | QUEUED, but its holds_lane contradicts that
					DELETE FROM job_lists WHERE list = 'FOLLOWING' AND job_id = :id                   | RUNNING, but one of its lists is missing
					""")
	void everyCallNamesItsStateAndTheContradiction(String damage, String named) {
		this.jobs.run(damage, this.bad.id());
		String sentence = "The stored job contradicts itself (" + named + ").";

		for (String path : List.of("", "/result", "/events")) {
			refused(this.bad.path() + path, MediaType.APPLICATION_PROBLEM_JSON).json("""
					{"type": "urn:followsync:error:job-unreadable", "title": "Job cannot be read", "status": 500,
					 "detail": "%s"}""".formatted(sentence));
		}
		refused("/api/jobs/" + this.bad.capability().value() + "/events", MediaType.APPLICATION_JSON).json("""
				{"error": "Job cannot be read", "message": "%s"}""".formatted(sentence));
		this.web.get().uri(this.good.path()).exchange().expectStatus().isOk();
	}

	@Test
	void streamsOfOtherJobsAreStillRefreshed(CapturedOutput output) {
		List<String> ofGood = watch(this.good);
		List<String> ofBad = watch(this.bad);
		Awaitility.await().atMost(TIMEOUT).until(() -> !ofGood.isEmpty() && !ofBad.isEmpty());
		double before = leftOut();

		this.jobs.move(this.bad.id(), JobState.PARKED);
		this.jobs.run("UPDATE jobs SET resumes_at = NULL WHERE id = :id", this.bad.id());
		this.jobs.move(this.good.id(), JobState.COMPLETED);

		Awaitility.await().atMost(TIMEOUT).until(() -> leftOut() >= before + 2);
		assertThat(ofGood).containsExactly("snapshot", "completed", "end");
		assertThat(ofBad).containsExactly("snapshot");
		assertThat(output.getOut().lines().filter((line) -> line.contains(this.bad.id().toString()))).singleElement()
			.asString()
			.contains("state=\"PARKED\"", "contradiction=\"its wait_reason and resumes_at contradict that\"")
			.doesNotContain(this.bad.capability().value());

		this.jobs.move(this.bad.id(), JobState.COMPLETED);
		Awaitility.await()
			.atMost(TIMEOUT)
			.untilAsserted(() -> assertThat(ofBad).containsExactly("snapshot", "completed", "end"));
	}

	@Test
	void systemANamesItAndStillListsTheOthers() {
		String readable = submitted("5012345678%3Areadable");
		String contradictory = submitted("5012345678%3Acontradictory");
		this.database.sql("UPDATE jobs SET resumes_at = now() WHERE capability_hash = :hash")
			.bind("hash", this.fingerprints.of(new Capability(contradictory)))
			.fetch()
			.rowsUpdated()
			.block(TIMEOUT);
		String answer = """
				{"error": "Job cannot be read",
				 "message": "The stored job contradicts itself (QUEUED, but its wait_reason and resumes_at contradict that)."}""";

		refused("/api/status/" + contradictory, MediaType.APPLICATION_JSON).json(answer);
		refused("/api/debug/" + contradictory, MediaType.APPLICATION_JSON).json(answer);
		this.web.delete()
			.uri("/api/job/" + contradictory)
			.exchange()
			.expectStatus()
			.isEqualTo(500)
			.expectBody()
			.json(answer);
		this.web.post()
			.uri("/api/analyze")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"csrf_token\":\"abc\",\"session_id\":\"5012345678%3Acontradictory\"}")
			.exchange()
			.expectStatus()
			.isEqualTo(500)
			.expectBody()
			.json(answer);
		this.web.get().uri("/api/status/" + readable).exchange().expectStatus().isOk();
		sql("DELETE FROM jobs WHERE capability_sealed = ''");
		this.web.get()
			.uri("/api/jobs")
			.header(HttpHeaders.AUTHORIZATION, "Bearer test-token")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.json("{\"total_jobs\": 2}")
			.jsonPath("$.jobs.%s.status".formatted(readable))
			.isEqualTo("queued")
			.jsonPath("$.jobs.length()")
			.isEqualTo(1);
	}

	@Test
	void canStillBeCancelled() {
		this.jobs.run("UPDATE jobs SET state = 'QUEUED' WHERE id = :id", this.bad.id());

		this.web.delete().uri(this.bad.path()).exchange().expectStatus().isAccepted();

		this.web.get()
			.uri(this.bad.path())
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.json("{\"state\": \"CANCELLED\"}");
	}

	private List<String> watch(TestJob job) {
		List<String> seen = new CopyOnWriteArrayList<>();
		this.web.get()
			.uri(job.path() + "/events")
			.accept(MediaType.TEXT_EVENT_STREAM)
			.exchange()
			.returnResult(FRAME)
			.getResponseBody()
			.mapNotNull(ServerSentEvent::event)
			.doOnComplete(() -> seen.add("end"))
			.subscribe(seen::add);
		return seen;
	}

	private BodyContentSpec refused(String path, MediaType form) {
		return this.web.get()
			.uri(path)
			.header(HttpHeaders.AUTHORIZATION, "Bearer test-token")
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR)
			.expectHeader()
			.contentTypeCompatibleWith(form)
			.expectBody();
	}

	private double leftOut() {
		return this.meters.get("followsync.streams.refresh.unreadable").counter().count();
	}

	private String alterations(String change) {
		return (String) row(CONSTRAINTS.replace("%s %%s", "%1$s " + change)).get("all_of_them");
	}

}
