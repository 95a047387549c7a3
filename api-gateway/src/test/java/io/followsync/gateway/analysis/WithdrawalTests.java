package io.followsync.gateway.analysis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.followsync.credential.WebSession;
import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.Withdrawal;
import io.followsync.gateway.queue.QueueAdmission;
import io.followsync.gateway.queue.SyncRequestPublisher;
import io.followsync.messaging.SyncRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mockito.AdditionalAnswers;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;

class WithdrawalTests extends GatewayIntegrationTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final WebSession SESSION = new WebSession("abc", "5012345678%3Axyz");

	private final List<SyncRequest> announced = new CopyOnWriteArrayList<>();

	@Autowired
	private SubmissionStore store;

	@Autowired
	private Withdrawal withdrawal;

	@Autowired
	private QueueAdmission admission;

	@Autowired
	private SubmissionSealer sealer;

	@Test
	void rejectedSubmissionIsNotKept() {
		Sinks.Empty<Void> commit = Sinks.empty();
		StepVerifier.create(submissions(commit.asMono()).submit(SESSION))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfSatisfying(ApiException.class,
					(rejected) -> assertThat(rejected.code()).isEqualTo(ErrorCode.UNAVAILABLE)))
			.verify(TIMEOUT);
		assertThat(count("jobs")).isEqualTo(1);
		commit.tryEmitEmpty();
		Awaitility.await().atMost(TIMEOUT).until(() -> count("jobs") == 0 && count("job_credentials") == 0);
		assertThat(this.announced).isEmpty();
	}

	@Test
	void acceptedSubmissionIsKeptAndAnnounced() {
		StepVerifier.create(submissions(Mono.empty()).submit(SESSION))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(count("jobs")).isEqualTo(1);
		assertThat(this.announced).hasSize(1);
	}

	@Test
	void submissionWhoseInsertFailedAfterItsCommitIsNotKept() {
		Mono<Void> gone = Mono.error(new DataAccessResourceFailureException("gone before the reply"));
		StepVerifier.create(submissions(gone).submit(SESSION)).expectError().verify(TIMEOUT);
		Awaitility.await().atMost(TIMEOUT).until(() -> count("jobs") == 0 && count("job_credentials") == 0);
		assertThat(this.announced).isEmpty();
	}

	@Test
	void withdrawsEvenAJobThatAWorkerHolds() {
		StepVerifier.create(submissions(Mono.empty()).submit(SESSION))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		sql("""
				UPDATE jobs SET state = 'RUNNING', started_at = deciding_time(), holds_lane = true, worker_id = 'w',
				  lease_until = deciding_time() + interval '30 seconds', fence = fence + 1""");
		StepVerifier.create(this.withdrawal.withdraw(this.announced.get(0).job())).expectComplete().verify(TIMEOUT);
		assertThat(count("jobs")).isZero();
	}

	/** Submissions whose insert is committed at once but reported only after that. */
	private Submissions submissions(Mono<Void> reported) {
		SubmissionStore slow = Mockito.mock(AdditionalAnswers.delegatesTo(this.store));
		BDDMockito.willAnswer((call) -> this.store.insert(call.getArgument(0)).delayUntil((stored) -> reported))
			.given(slow)
			.insert(ArgumentMatchers.any());
		SyncRequestPublisher publisher = Mockito.mock();
		BDDMockito.willAnswer((call) -> this.announced.add(call.getArgument(0)))
			.given(publisher)
			.publish(ArgumentMatchers.any());
		return new Submissions(slow, this.admission, publisher, this.withdrawal, this.sealer,
				new SimpleMeterRegistry());
	}

}
