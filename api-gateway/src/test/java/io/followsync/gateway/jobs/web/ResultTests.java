package io.followsync.gateway.jobs.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.jobs.JobResult;
import io.followsync.gateway.jobs.TestJobs;
import io.followsync.gateway.jobs.TestJobs.TestJob;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;
import io.r2dbc.pool.ConnectionPool;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class ResultTests extends GatewayIntegrationTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final MediaType CSV = MediaType.parseMediaType("text/csv");

	@Autowired
	private Fingerprints fingerprints;

	@Autowired
	private ConnectionPool connections;

	private TestJobs jobs;

	private TestJob job;

	@BeforeEach
	void prepare() {
		this.jobs = new TestJobs(this.database, this.fingerprints);
		this.job = this.jobs.insert(JobState.COMPLETED);
	}

	@Test
	void pagesThroughAViewWithoutGapsOrDuplicates() {
		this.jobs.result(this.job.id(), JobResult.View.MUTUAL, "n%s", 25);
		List<String> names = new ArrayList<>();
		String after = "";
		while (after != null) {
			PageSeen page = this.web.get()
				.uri(this.job.path() + "/result?view=mutual&limit=10" + (after.isEmpty() ? "" : "&after=" + after))
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody(PageSeen.class)
				.returnResult()
				.getResponseBody();
			assertThat(page.total()).isEqualTo(25);
			page.items().forEach((item) -> names.add(item.username()));
			after = page.next();
		}
		assertThat(names).hasSize(25).doesNotHaveDuplicates().isSorted();
	}

	@Test
	void sortsByBytesAndShowsIdsAsTextOrNull() {
		this.jobs.result(this.job.id(), JobResult.View.FANS, "m%s", 1);
		member(-5, "Zed", "");
		member(12, "_a", "");
		result("?view=fans", MediaType.APPLICATION_JSON).expectBody().json("""
				{"view": "fans", "items": [{"id": null, "username": "Zed"}, {"id": "12", "username": "_a"},
				  {"id": "9007199254740994", "username": "m000001", "fullName": "Name 1", "verified": false,
				   "private": false, "confirmed": true}], "next": null}
				""");
	}

	@Test
	void showsNotFollowingBackAsJsonByDefault() {
		this.jobs.result(this.job.id(), JobResult.View.NOT_FOLLOWING_BACK, "n%s", 150);
		result("", MediaType.ALL).expectHeader()
			.contentTypeCompatibleWith(MediaType.APPLICATION_JSON)
			.expectBody()
			.jsonPath("$.view")
			.isEqualTo("notFollowingBack")
			.jsonPath("$.items.length()")
			.isEqualTo(100);
	}

	@Test
	void sendsAViewAsCsvWithoutFormulas() {
		this.jobs.result(this.job.id(), JobResult.View.FANS, "m%s", 0);
		member(1, "a", "=HYPERLINK(\"x\")");
		member(2, "b", "Anna, \"the\" B");
		member(-3, "c", "plain");
		member(4, "d", "\uFF1D1+1");
		this.jobs.run("UPDATE job_results SET fans_count = 4 WHERE job_id = :id", this.job.id());
		String csv = result("?view=fans", CSV).expectHeader()
			.valueEquals("Content-Disposition", "attachment; filename=\"fans.csv\"")
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		assertThat(csv).isEqualTo("""
				id,username,fullName,verified,private,confirmed\r
				1,a,"'=HYPERLINK(""x"")",false,false,true\r
				2,b,"Anna, ""the"" B",false,false,true\r
				,c,plain,false,false,true\r
				4,d,"'\uFF1D1+1",false,false,true\r
				""");
	}

	@Test
	void sendsAViewOfManyPagesAsNdjson() {
		this.jobs.result(this.job.id(), JobResult.View.MUTUAL, "n%s", 3500);
		List<String> lines = result("?view=mutual", MediaType.APPLICATION_NDJSON).returnResult(String.class)
			.getResponseBody()
			.collectList()
			.block(TIMEOUT);
		assertThat(lines).hasSize(3500);
		assertThat(lines.getLast()).contains("\"username\":\"n003500\"").contains("\"private\":false");
	}

	@Test
	void reportsOmittedEntriesInEveryFormat() {
		this.jobs.result(this.job.id(), JobResult.View.NOT_FOLLOWING_BACK, "n%s", 2);
		this.jobs.run("""
				UPDATE job_lists SET deleted_accounts = 1, nameless_entries = 2
				WHERE job_id = :id AND list = 'FOLLOWING'""", this.job.id());
		String said = "1 deleted account, 2 entries without a name";

		assertThat(result("", CSV).expectHeader()
			.valueEquals("Followsync-Omitted", said)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody()).isEqualTo("""
					id,username,fullName,verified,private,confirmed,"1 deleted account, 2 entries without a name"\r
					9007199254740994,n000001,Name 1,false,false,true,\r
					9007199254740995,n000002,Name 2,true,false,true,\r
					""");
		List<String> lines = result("", MediaType.APPLICATION_NDJSON).returnResult(String.class)
			.getResponseBody()
			.collectList()
			.block(TIMEOUT);
		assertThat(lines).hasSize(2);
		assertThat(lines.getFirst()).endsWith("\"omitted\":\"" + said + "\"}");
		assertThat(lines.getLast()).doesNotContain("omitted");
		result("", MediaType.APPLICATION_JSON).expectBody()
			.json("{\"omitted\": {\"deletedAccounts\": 1, \"namelessEntries\": 2}}");
	}

	@Test
	void abortsADownloadThatCannotBeCompleted() {
		this.jobs.result(this.job.id(), JobResult.View.MUTUAL, "n%s", 2000);
		this.jobs.run("DELETE FROM job_result_chunks WHERE job_id = :id AND last_username > 'n001500'", this.job.id());
		assertThatException().isThrownBy(() -> client().get()
			.uri(this.job.path() + "/result?view=mutual")
			.accept(CSV)
			.retrieve()
			.bodyToMono(String.class)
			.block(TIMEOUT));
	}

	@Test
	void releasesConnectionsWhenClientsHangUpDuringADownload() {
		this.jobs.result(this.job.id(), JobResult.View.MUTUAL, "n%s", 20_000);
		Flux.range(0, 60)
			.flatMap((n) -> client().get()
				.uri(this.job.path() + "/result?view=mutual")
				.header("X-Forwarded-For", "192.0.2." + n % 20)
				.accept(CSV)
				.retrieve()
				.bodyToFlux(DataBuffer.class)
				.doOnNext(DataBufferUtils::release)
				.take(1 + n % 3)
				// Those before it may not be gone yet.
				.onErrorComplete(WebClientResponseException.ServiceUnavailable.class), 20)
			.blockLast(TIMEOUT);
		Awaitility.await().atMost(TIMEOUT).until(() -> this.connections.getMetrics().orElseThrow().acquiredSize() == 0);
	}

	@Test
	void answersConflictWithTheStateWhileThereIsNoResult() {
		for (JobState state : List.of(JobState.QUEUED, JobState.RUNNING, JobState.CANCELLED)) {
			this.web.get()
				.uri(this.jobs.insert(state).path() + "/result")
				.accept(CSV)
				.exchange()
				.expectStatus()
				.isEqualTo(409)
				.expectHeader()
				.contentType(MediaType.APPLICATION_PROBLEM_JSON)
				.expectBody()
				.jsonPath("$.state")
				.isEqualTo(state.name());
		}
	}

	@Test
	void answersConflictWithTheFailureOfAFailedJob() {
		this.web.get()
			.uri(this.jobs.insert(JobState.FAILED).path() + "/result")
			.exchange()
			.expectStatus()
			.isEqualTo(409)
			.expectBody()
			.jsonPath("$.failure.kind")
			.isEqualTo("INCOMPLETE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "?view=enemies", "?limit=0", "?limit=1001", "?limit=x", "?after=%25",
			"?after=bm90LWEta2V5", "?after=MTphAGI" })
	void rejectsInvalidParameters(String query) {
		this.jobs.result(this.job.id(), JobResult.View.MUTUAL, "n%s", 1);
		result(query, MediaType.APPLICATION_JSON, 400).expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void rejectsOtherFormats() {
		result("", MediaType.IMAGE_PNG, 406);
	}

	private void member(long key, String username, String fullName) {
		this.database.sql("""
				INSERT INTO job_result_chunks
				VALUES (:id, 'FAN', :name, :key, ARRAY[:name], ARRAY[:key], ARRAY[:full], '{f}', '{f}', '{t}')""")
			.bind("id", this.job.id().value())
			.bind("name", username)
			.bind("key", key)
			.bind("full", fullName)
			.fetch()
			.rowsUpdated()
			.block(TIMEOUT);
	}

	private WebTestClient.ResponseSpec result(String query, MediaType accept) {
		return result(query, accept, 200);
	}

	private WebTestClient.ResponseSpec result(String query, MediaType accept, int status) {
		return this.web.get()
			.uri(java.net.URI.create("http://127.0.0.1:" + this.port + this.job.path() + "/result" + query))
			.accept(accept)
			.acceptCharset(StandardCharsets.UTF_8)
			.exchange()
			.expectStatus()
			.isEqualTo(status);
	}

	private WebClient client() {
		return WebClient.create("http://127.0.0.1:" + this.port);
	}

	/** A page as received. */
	record PageSeen(String view, long total, List<ItemSeen> items, String next) {
	}

	/** A row as received. */
	record ItemSeen(String id, String username) {
	}

}
