package io.followsync.gateway.submission;

import java.time.Duration;

import io.followsync.job.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class WithdrawalTimesTests {

	private final RuntimeException gone = new DataAccessResourceFailureException("gone");

	private int withdrawn;

	private int refused;

	@Test
	void aStatementThatCommitsAfterItsConnectionBrokeIsWithdrawnToo() {
		StepVerifier.withVirtualTime(() -> storing(Mono.error(this.gone)))
			.expectSubscription()
			.then(() -> assertThat(this.withdrawn).isEqualTo(1))
			.expectNoEvent(Duration.ofSeconds(6))
			.expectErrorMatches(this.gone::equals)
			.verify(Duration.ofSeconds(10));
		assertThat(this.withdrawn).isEqualTo(2);
	}

	@Test
	void anOutageIsWaitedOut() {
		this.refused = 8;
		StepVerifier.withVirtualTime(() -> storing(Mono.error(this.gone)))
			.thenAwait(Duration.ofMinutes(2))
			.expectErrorMatches(this.gone::equals)
			.verify(Duration.ofSeconds(10));
		assertThat(this.withdrawn).isEqualTo(2);
	}

	@Test
	void anOutageWithoutEndIsGivenUp(CapturedOutput output) {
		this.refused = Integer.MAX_VALUE;
		StepVerifier.withVirtualTime(() -> storing(Mono.error(this.gone)))
			.thenAwait(Duration.ofMinutes(5))
			.expectErrorMatches(this.gone::equals)
			.verify(Duration.ofSeconds(10));
		assertThat(this.withdrawn).isZero();
		assertThat(output).containsOnlyOnce("Could not withdraw").contains("DataAccessResourceFailureException");
	}

	@Test
	void whatIsStoredIsKept() {
		StepVerifier.create(storing(Mono.just("stored"))).expectNext("stored").expectComplete().verify();
		assertThat(this.withdrawn).isZero();
	}

	private Mono<String> storing(Mono<String> outcome) {
		return new Withdrawal(new Store()).unlessStored(JobId.next(), outcome);
	}

	private final class Store implements SubmissionStore {

		@Override
		public Mono<Boolean> insert(Submission submission) {
			return Mono.error(new UnsupportedOperationException());
		}

		@Override
		public Mono<Void> withdraw(JobId job) {
			if (WithdrawalTimesTests.this.refused > 0) {
				WithdrawalTimesTests.this.refused--;
				return Mono.error(WithdrawalTimesTests.this.gone);
			}
			WithdrawalTimesTests.this.withdrawn++;
			return Mono.empty();
		}

		@Override
		public Mono<Existing> findOrRemoveExpired(Submission submission) {
			return Mono.empty();
		}

	}

}
