package io.followsync.gateway.jobs.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.jobs.JobResult;
import io.followsync.gateway.jobs.TestJobs;
import io.followsync.gateway.jobs.TestJobs.TestJob;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class JobTests extends GatewayIntegrationTest {

	@Autowired
	private Fingerprints fingerprints;

	private TestJobs jobs;

	@BeforeEach
	void prepare() {
		this.jobs = new TestJobs(this.database, this.fingerprints);
	}

	@Test
	void showsAQueuedJobWithItsPosition() {
		this.jobs.insert(JobState.QUEUED);
		this.jobs.insert(JobState.RUNNING);
		TestJob job = this.jobs.insert(JobState.QUEUED);
		get(job.path()).expectBody()
			.jsonPath("$.id")
			.isEqualTo(job.capability().value())
			.jsonPath("$.state")
			.isEqualTo("QUEUED")
			.jsonPath("$.position")
			.isEqualTo(2)
			.jsonPath("$.source")
			.isEqualTo("WEB_SESSION")
			.jsonPath("$.budget")
			.isEmpty()
			.jsonPath("$.result")
			.isEmpty()
			.jsonPath("$.links.events")
			.isEqualTo(job.path() + "/events")
			.jsonPath("$.lists.followers.walk")
			.isEqualTo(1)
			.jsonPath("$.lists.following.verdict")
			.isEmpty();
	}

	@Test
	void showsTheEvidenceOfEachList() {
		TestJob job = this.jobs.insert(JobState.RUNNING);
		this.jobs.run(
				"""
						UPDATE job_lists SET fetched = 90, row_count = 100, declared = 95, pages = 4, hidden = 3, limited = true,
						  walk_end = 'CUT', verdict = 'SUSPECT', verdict_reason = 'Instagram limited the list.',
						  walk_began_at = '2026-01-01T10:00:00Z', walk_ended_at = '2026-01-01T10:05:00Z'
						WHERE job_id = :id AND list = 'FOLLOWERS'
						""",
				job.id());
		this.jobs.run("INSERT INTO job_probes VALUES (:id, 1, 1, now(), true, false), (:id, 2, 2, NULL, NULL, NULL)",
				job.id());
		get(job.path()).expectBody().json("""
				{"position": 0, "phase": "FOLLOWING", "lists": {"followers": {
				  "fetched": 90, "declared": 95, "pages": 4, "walk": 1, "verdict": "SUSPECT",
				  "evidence": {"rows": 100, "duplicates": 10, "limited": true, "hidden": 3, "dateRange": false,
				    "walkEnd": "CUT", "walkBeganAt": "2026-01-01T10:00:00Z", "walkEndedAt": "2026-01-01T10:05:00Z",
				    "reason": "Instagram limited the list.", "probes": 1}}}}
				""");
	}

	@Test
	void showsTheOmittedEntriesOfAnExport() {
		TestJob job = this.jobs.insert(JobState.RUNNING);
		this.jobs.run("UPDATE jobs SET source = 'DATA_EXPORT', all_time = true WHERE id = :id", job.id());
		this.jobs.run("""
				UPDATE job_lists SET deleted_accounts = 1, nameless_entries = 2, export_sign = 'OWNERS_WORD'
				WHERE job_id = :id AND list = 'FOLLOWING'""", job.id());
		get(job.path()).expectBody().json("""
				{"dataExport": {"allTime": true, "ignoredFiles": []}, "lists": {
				  "followers": {"evidence": {"deletedAccounts": 0, "namelessEntries": 0, "exportSign": null}},
				  "following": {"evidence": {"deletedAccounts": 1, "namelessEntries": 2, "exportSign": "OWNERS_WORD"}}}}
				""");
	}

	@Test
	void showsWhyAParkedJobWaits() {
		TestJob job = this.jobs.insert(JobState.PARKED);
		this.jobs.run("""
				INSERT INTO token_buckets (name, tokens, burst, per_second, refilled_at)
				SELECT lane, -1, 5, 0.001, deciding_time() FROM jobs WHERE id = :id
				""", job.id());
		get(job.path()).expectBody()
			.jsonPath("$.waitingFor")
			.isEqualTo("BUDGET")
			.jsonPath("$.resumesAt")
			.isEqualTo("2030-01-01T00:00:00Z")
			.jsonPath("$.budget.remaining")
			.isEqualTo(0)
			.jsonPath("$.budget.tokensPerHour")
			.isEqualTo(3.6)
			.jsonPath("$.budget.nextTokenAt")
			.isNotEmpty();
	}

	@Test
	void countsTokensRefilledSinceTheLastRequest() {
		TestJob job = this.jobs.insert(JobState.RUNNING);
		this.jobs.run("""
				INSERT INTO token_buckets (name, tokens, burst, per_second, refilled_at)
				SELECT lane, 0.5, 5, 0.01, deciding_time() - interval '200 seconds' FROM jobs WHERE id = :id
				""", job.id());
		get(job.path()).expectBody()
			.jsonPath("$.budget.remaining")
			.isEqualTo(2)
			.jsonPath("$.budget.nextTokenAt")
			.isEmpty();
	}

	@Test
	void showsAnUnconfirmedSessionTheScarcerOfItsTwoBuckets() {
		TestJob job = this.jobs.insert(JobState.RUNNING);
		this.jobs.run("UPDATE jobs SET lane = 's:0123' WHERE id = :id", job.id());
		bucket("unconfirmed", 40);
		get(job.path()).expectBody().jsonPath("$.budget.remaining").isEqualTo(40);

		bucket("s:0123", 7);
		bucket("s:4567", 3);
		get(job.path()).expectBody()
			.jsonPath("$.budget.remaining")
			.isEqualTo(7)
			.jsonPath("$.budget.nextTokenAt")
			.isEmpty();

		sql("UPDATE token_buckets SET tokens = -0.5, per_second = 0.01 WHERE name = 'unconfirmed'");
		get(job.path()).expectBody()
			.jsonPath("$.budget.tokensPerHour")
			.isEqualTo(3.6)
			.jsonPath("$.budget.remaining")
			.isEqualTo(0)
			.jsonPath("$.budget.nextTokenAt")
			.isNotEmpty();
	}

	@Test
	void showsAConfirmedSessionTheBudgetOfItsAccount() {
		TestJob job = this.jobs.insert(JobState.PARKED);
		this.jobs.run("UPDATE jobs SET lane = 's:0123' WHERE id = :id", job.id());
		sql("INSERT INTO known_sessions (lane, account) VALUES ('s:0123', 'a:5012345678')");
		bucket("unconfirmed", 0);
		bucket("s:0123", 9);
		bucket("a:5012345678", 6);

		get(job.path()).expectBody().jsonPath("$.budget.remaining").isEqualTo(6);
	}

	@Test
	void revealsNothingOfTheApplicationsBucketButTheWait() {
		TestJob job = this.jobs.insert(JobState.PARKED);
		this.jobs.run("UPDATE jobs SET lane = 'a:5012345678' WHERE id = :id", job.id());
		bucket("application", -3);
		bucket("a:5012345678", 6);

		get(job.path()).expectBody().json("""
				{"waitingFor": "BUDGET", "resumesAt": "2030-01-01T00:00:00Z",
				 "budget": {"remaining": 6, "nextTokenAt": null}}""");
	}

	private void bucket(String name, double tokens) {
		sql("""
				INSERT INTO token_buckets (name, tokens, burst, per_second) VALUES ('%s', %s, 60, 0.001)"""
			.formatted(name, tokens));
	}

	@Test
	void showsTheTimeOfTheDatabase() {
		get(this.jobs.insert(JobState.PARKED).path()).expectBody()
			.jsonPath("$.asOf")
			.value(String.class,
					(asOf) -> assertThat(Instant.parse(asOf)).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES)));
	}

	@Test
	void showsTheFiguresOfACompletedJob() {
		TestJob job = this.jobs.insert(JobState.COMPLETED);
		this.jobs.result(job.id(), JobResult.View.NOT_FOLLOWING_BACK, "n%s", 4);
		get(job.path()).expectBody().json("""
				{"state": "COMPLETED", "result": {"followersCount": 7, "followingCount": 8, "notFollowingBackCount": 4,
				  "fansCount": 0, "mutualCount": 0, "unconfirmedCount": 1}}
				""").jsonPath("$.result.completedAt").isNotEmpty().jsonPath("$.removedAt").isNotEmpty();
	}

	@Test
	void showsWhyAJobFailed() {
		get(this.jobs.insert(JobState.FAILED).path()).expectBody().json("""
				{"state": "FAILED", "failure": {"kind": "INCOMPLETE", "message": "The lists are not whole.",
				 "advice": "Wait a few hours and start again, or upload a data export that covers all time."}}
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "00000000000000000000000000000000", "0123456789abcdef", "zz", "%00", "..%2f",
			"ABCDEF0123456789", "0123456789abcdef0" })
	void doesNotFindOtherIds(String id) {
		for (String path : new String[] { "", "/result", "/events" }) {
			problem(this.web.get().uri(URI_PREFIX + id + path).exchange(), 404, "Job not found");
		}
		problem(this.web.delete().uri(URI_PREFIX + id).exchange(), 404, "Job not found");
	}

	@ParameterizedTest
	@EnumSource(names = { "COMPLETED", "UPLOADING" })
	void doesNotFindAJobPastItsRemovalTime(JobState state) {
		TestJob job = this.jobs.insert(state);
		this.jobs.run("UPDATE jobs SET remove_at = deciding_time() WHERE id = :id", job.id());
		problem(this.web.get().uri(job.path()).exchange(), 404, "Job not found");
		problem(this.web.delete().uri(job.path()).exchange(), 404, "Job not found");
	}

	private static final String URI_PREFIX = "/api/v1/jobs/";

	private WebTestClient.ResponseSpec get(String path) {
		return this.web.get().uri(path).exchange().expectStatus().isOk();
	}

	private static void problem(WebTestClient.ResponseSpec response, int status, String title) {
		response.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.title")
			.isEqualTo(title);
	}

}
