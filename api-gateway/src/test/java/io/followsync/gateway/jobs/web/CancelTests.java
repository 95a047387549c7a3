package io.followsync.gateway.jobs.web;

import java.time.Duration;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.jobs.TestJobs;
import io.followsync.gateway.jobs.TestJobs.TestJob;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

class CancelTests extends GatewayIntegrationTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	@Autowired
	private Fingerprints fingerprints;

	@Autowired
	private TransactionalOperator transaction;

	private TestJobs jobs;

	@BeforeEach
	void prepare() {
		this.jobs = new TestJobs(this.database, this.fingerprints);
	}

	@ParameterizedTest
	@EnumSource(names = { "QUEUED", "PARKED", "UPLOADING" })
	void endsAJobAtOnceThatNoWorkerHolds(JobState state) {
		TestJob job = this.jobs.insert(state);
		long seq = seq(job);
		delete(job);
		assertThat(state(job)).isEqualTo("CANCELLED");
		assertThat(seq(job)).isEqualTo(seq + 1);
		assertThat(this.jobs.value("""
				SELECT fence = 2 AND NOT holds_lane AND dispatch_at IS NULL AND resumes_at IS NULL
				  AND remove_at BETWEEN ended_at + interval '299 s' AND ended_at + interval '301 s'
				FROM jobs WHERE id = :id
				""", job.id(), Boolean.class)).isTrue();
		assertThat(count("job_credentials")).isZero();
	}

	@Test
	void asksTheWorkerOfARunningJobToStop() {
		TestJob job = this.jobs.insert(JobState.RUNNING);
		delete(job);
		assertThat(state(job)).isEqualTo("RUNNING");
		assertThat(asked(job)).isTrue();
		assertThat(count("job_credentials")).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource(names = { "COMPLETED", "FAILED", "CANCELLED" })
	void doesNotChangeAnEndedJob(JobState state) {
		TestJob job = this.jobs.insert(state);
		long seq = seq(job);
		delete(job);
		delete(job);
		assertThat(state(job)).isEqualTo(state.name());
		assertThat(seq(job)).isEqualTo(seq);
		assertThat(asked(job)).isFalse();
	}

	@Test
	void decidesByTheStateAfterAConcurrentClaim() {
		TestJob job = this.jobs.insert(JobState.QUEUED);
		WebClient client = WebClient.create("http://127.0.0.1:" + this.port);
		// The claim holds the row until the cancellation waits for it.
		Mono<?> claim = this.database.sql("""
				UPDATE jobs SET state = 'RUNNING', holds_lane = true, worker_id = 'w', fence = fence + 1,
				  lease_until = deciding_time() + interval '1 minute', started_at = deciding_time()
				WHERE id = :id
				""").bind("id", job.id().value()).fetch().rowsUpdated().flatMap((rows) -> {
			client.delete().uri(job.path()).retrieve().toBodilessEntity().subscribe();
			return waitForALock();
		});
		this.transaction.transactional(claim).block(TIMEOUT);
		Awaitility.await().atMost(TIMEOUT).until(() -> asked(job));
		assertThat(state(job)).isEqualTo("RUNNING");
	}

	@Test
	void cancelsEvenIfTheClientHangsUp() {
		TestJob job = this.jobs.insert(JobState.QUEUED);
		WebClient client = WebClient.create("http://127.0.0.1:" + this.port);
		this.transaction.transactional(this.database.sql("SELECT 1 AS one FROM jobs WHERE id = :id FOR UPDATE")
			.bind("id", job.id().value())
			.fetch()
			.one()
			.flatMap((row) -> {
				var call = client.delete().uri(job.path()).retrieve().toBodilessEntity().subscribe();
				return waitForALock().doOnNext((waiting) -> call.dispose());
			})).block(TIMEOUT);
		Awaitility.await().atMost(TIMEOUT).until(() -> state(job).equals("CANCELLED"));
	}

	private void delete(TestJob job) {
		this.web.delete().uri(job.path()).exchange().expectStatus().isAccepted().expectBody().isEmpty();
	}

	private String state(TestJob job) {
		return this.jobs.value("SELECT state FROM jobs WHERE id = :id", job.id(), String.class);
	}

	private long seq(TestJob job) {
		return this.jobs.value("SELECT progress_seq FROM jobs WHERE id = :id", job.id(), Long.class);
	}

	private boolean asked(TestJob job) {
		return this.jobs.value("SELECT cancel_requested FROM jobs WHERE id = :id", job.id(), Boolean.class);
	}

}
