package io.followsync.worker.run;

import io.followsync.job.JobId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** An import whose holders ended while they read it. */
class LostImportTests extends AbstractEngineTests {

	private JobId job;

	@BeforeEach
	void queue() {
		this.job = this.harness.database.queueImport();
	}

	@Test
	void failsAfterTwoLostWorkers() {
		lose(2);
		this.harness.engine(this.source.uploaded().openAfter(Mono.never()));

		this.harness.await(this.job, "FAILED");

		assertThat(this.harness.failure(this.job)).isEqualTo("INTERNAL");
		assertThat(this.harness.database.value("SELECT failure_message FROM jobs"))
			.startsWith("2 workers ended while they ran this job");
	}

	@Test
	void isReadDespiteOneLostWorker() {
		lose(1);
		this.harness.engine(this.source.uploaded());

		this.harness.await(this.job, "COMPLETED");
	}

	@Test
	void failsASessionsJobAfterFiveLostWorkers() {
		this.harness.database.execute("DELETE FROM jobs");
		this.job = this.harness.database.queueAnalysis(ACCOUNT);
		lose(5);
		this.harness.engine(this.source);

		this.harness.await(this.job, "FAILED");

		assertThat(this.harness.database.value("SELECT failure_message FROM jobs"))
			.startsWith("5 workers ended while they ran this job");
	}

	/** The last of them has ended just now. */
	private void lose(int workers) {
		this.harness.database.execute("""
				UPDATE jobs SET state = 'RUNNING', holds_lane = true, worker_id = 'dead', lease_until = deciding_time(),
				  lost_workers = %d, claims_in_vain = %d""".formatted(workers - 1, workers));
	}

}
