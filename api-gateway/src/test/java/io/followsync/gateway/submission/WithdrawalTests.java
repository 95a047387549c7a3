package io.followsync.gateway.submission;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.queue.QueueAdmission;
import io.followsync.job.JobId;
import io.followsync.messaging.SyncRequest;
import io.followsync.session.WebSession;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;

class WithdrawalTests extends GatewayIntegrationTest {

	private static final Duration LONGEST = Duration.ofSeconds(20);

	private static final WebSession SESSION = new WebSession("abc", "5012345678%3Axyz");

	private final List<SyncRequest> announced = new CopyOnWriteArrayList<>();

	@Autowired
	private SubmissionStore store;

	@Autowired
	private QueueAdmission admission;

	@Autowired
	private SubmissionSealer sealer;

	@Test
	void whatWasAnsweredWithAnErrorIsNotKept() {
		Sinks.Empty<Void> commit = Sinks.empty();
		StepVerifier.create(submissions(commit.asMono()).submit(SESSION))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfSatisfying(ApiException.class,
					(told) -> assertThat(told.code()).isEqualTo(ErrorCode.UNAVAILABLE)))
			.verify(LONGEST);
		assertThat(count("jobs")).isEqualTo(1);
		commit.tryEmitEmpty();
		Awaitility.await().atMost(LONGEST).until(() -> count("jobs") == 0 && count("job_credentials") == 0);
		assertThat(this.announced).isEmpty();
	}

	@Test
	void whatWasAcceptedIsKeptAndAnnounced() {
		StepVerifier.create(submissions(Mono.empty()).submit(SESSION))
			.expectNextCount(1)
			.expectComplete()
			.verify(LONGEST);
		assertThat(count("jobs")).isEqualTo(1);
		assertThat(this.announced).hasSize(1);
	}

	@Test
	void whatFailedAfterItWasStoredIsNotKept() {
		Mono<Void> gone = Mono.error(new DataAccessResourceFailureException("gone before the reply"));
		StepVerifier.create(submissions(gone).submit(SESSION)).expectError().verify(LONGEST);
		Awaitility.await().atMost(LONGEST).until(() -> count("jobs") == 0 && count("job_credentials") == 0);
		assertThat(this.announced).isEmpty();
	}

	@Test
	void aJobThatAWorkerHoldsIsWithdrawnToo() {
		StepVerifier.create(submissions(Mono.empty()).submit(SESSION))
			.expectNextCount(1)
			.expectComplete()
			.verify(LONGEST);
		sql("""
				UPDATE jobs SET state = 'RUNNING', started_at = deciding_time(), holds_lane = true, worker_id = 'w',
				  lease_until = deciding_time() + interval '30 seconds', fence = fence + 1""");
		StepVerifier.create(this.store.withdraw(this.announced.get(0).job())).expectComplete().verify(LONGEST);
		assertThat(count("jobs")).isZero();
	}

	// Its inserts are reported only after that.
	private Submissions submissions(Mono<Void> told) {
		SubmissionStore slow = new SubmissionStore() {
			@Override
			public Mono<Boolean> insert(Submission submission) {
				return WithdrawalTests.this.store.insert(submission).delayUntil((stored) -> told);
			}

			@Override
			public Mono<Void> withdraw(JobId job) {
				return WithdrawalTests.this.store.withdraw(job);
			}

			@Override
			public Mono<Existing> findOrRemoveExpired(Submission submission) {
				return WithdrawalTests.this.store.findOrRemoveExpired(submission);
			}
		};
		return new Submissions(slow, this.admission, this.announced::add, new Withdrawal(slow), this.sealer,
				new SimpleMeterRegistry());
	}

}
