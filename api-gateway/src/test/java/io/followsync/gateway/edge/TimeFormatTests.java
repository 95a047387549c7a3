package io.followsync.gateway.edge;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.jobs.JobResult;
import io.followsync.gateway.jobs.TestJobs;
import io.followsync.job.JobId;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class TimeFormatTests extends GatewayIntegrationTest {

	private static final Pattern TIME = Pattern.compile("\"\\d{4}-\\d\\d-\\d\\dT[^\"]*\"");

	@Autowired
	private JsonMapper json;

	@Autowired
	private Fingerprints fingerprints;

	@ParameterizedTest
	@CsvSource({ "2026-11-01T12:00:00.123456789Z, 2026-11-01T12:00:00.123456Z",
			"2026-11-01T12:00:00.999999999Z, 2026-11-01T12:00:00.999999Z", "2026-11-01T12:00:00Z, 2026-11-01T12:00:00Z",
			"2026-11-01T13:00:00.5+01:00, 2026-11-01T12:00:00.500Z" })
	void isTheSameInAnswersAndEvents(Instant time, String text) {
		assertThat(this.json.writeValueAsString(Map.of("at", time))).isEqualTo("{\"at\":\"" + text + "\"}");
		assertThat(this.json.valueToTree(time).stringValue()).isEqualTo(text);
	}

	@Test
	void hasAtMostSixFractionalDigits() {
		TestJobs jobs = new TestJobs(this.database, this.fingerprints);
		String capability = submitted("5012345678%3Axyz");
		JobId job = new JobId((UUID) row("SELECT id FROM jobs").get("id"));
		jobs.move(job, JobState.COMPLETED);
		jobs.result(job, JobResult.View.FANS, "fan%s", 1);
		String shown = "/api/v1/jobs/" + capability;
		for (String path : List.of("/api/health", shown, shown + "/events", "/api/status/" + capability)) {
			String body = this.web.get().uri(path).exchange().expectBody(String.class).returnResult().getResponseBody();
			assertThat(TIME.matcher(body).results().map(MatchResult::group)).as(path)
				.isNotEmpty()
				.allMatch((time) -> time.matches("\"[0-9-]{10}T\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z\""));
		}
	}

}
