package io.followsync.worker.run;

import java.time.Duration;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.WaitReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationBudgetTests {

	private final EngineHarness harness = new EngineHarness();

	private final ScriptedSource source = new ScriptedSource();

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void parksUntilTheApplicationHasATokenAgain() {
		this.harness.database.execute(
				"""
						INSERT INTO token_buckets (name, tokens, burst, per_second) VALUES ('application', -1000000, 1000000, 277.8)""");
		JobId job = this.harness.database.queueAnalysis(5012345678L);
		this.harness.engine(this.source);

		this.harness.await(job, "PARKED");

		assertThat(this.source.requests()).isEmpty();
		assertThat(this.harness.database.value("SELECT wait_reason FROM jobs")).isEqualTo("BUDGET");
		assertThat(this.harness.database.value(
				"SELECT resumes_at - deciding_time() BETWEEN interval '50 minutes' AND interval '150 minutes' FROM jobs"))
			.isEqualTo("true");
		assertThat(this.harness.published).extracting(JobProgress::waitingFor).contains(WaitReason.BUDGET);

		this.harness.database.shiftTime(Duration.ofHours(3));
		this.harness.await(job, "COMPLETED");
	}

}
