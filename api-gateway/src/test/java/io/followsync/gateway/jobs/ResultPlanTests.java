package io.followsync.gateway.jobs;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.jobs.TestJobs.TestJob;
import io.followsync.job.JobId;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A page of a result costs what is on it, however large the result is. */
class ResultPlanTests extends GatewayIntegrationTest {

	@Autowired
	private Fingerprints fingerprints;

	@AfterEach
	void remove() {
		sql("TRUNCATE jobs CASCADE");
	}

	@Test
	void aPageReadsOnlyTheChunksThatItNeeds() {
		TestJobs jobs = new TestJobs(this.database, this.fingerprints);
		TestJob job = jobs.insert(JobState.COMPLETED);
		jobs.result(job.id(), JobResult.View.MUTUAL, "n%s", 50_000);
		sql("ANALYZE job_result_chunks");

		JsonNode scan = scan(plan(job.id()));

		assertThat(scan.path("Index Name").stringValue()).isEqualTo("job_result_chunks_pkey");
		assertThat(scan.path("Actual Rows").doubleValue()).as("chunks read").isBetween(1.0, 3.0);
	}

	/** Of a page in the middle that needs the end of one chunk and the next. */
	private JsonNode plan(JobId job) {
		String statement = Results.PAGE.replace(":job", "'" + job + "'")
			.replace(":relation", "'MUTUAL'")
			.replace(":username", "'n024990'")
			.replace(":key", "9007199254765983")
			.replace(":limit", "51");
		String plan = this.database.sql("EXPLAIN (ANALYZE, FORMAT JSON) " + statement)
			.map((row) -> row.get(0, String.class))
			.one()
			.block();
		return JsonMapper.shared().readTree(plan).path(0).path("Plan");
	}

	private static JsonNode scan(JsonNode plan) {
		JsonNode node = plan;
		while (!node.path("Relation Name").asString("").equals("job_result_chunks")) {
			node = node.path("Plans").path(0);
			assertThat(node.isMissingNode()).as("scan of chunks in %s", plan).isFalse();
		}
		return node;
	}

}
