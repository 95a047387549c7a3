package io.followsync.gateway.submission;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.followsync.job.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class WithdrawalTimesTests {

	private final RuntimeException gone = new DataAccessResourceFailureException("gone");

	private int withdrawn;

	/** Until then, in virtual seconds, the database is away. */
	private long away;

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
	void anOutageOfAMinuteIsWaitedOut() {
		this.away = 60;
		StepVerifier.withVirtualTime(() -> storing(Mono.error(this.gone)))
			.thenAwait(Duration.ofMinutes(5))
			.expectErrorMatches(this.gone::equals)
			.verify(Duration.ofSeconds(10));
		assertThat(this.withdrawn).isEqualTo(2);
	}

	@Test
	void anOutageWithoutEndIsGivenUp(CapturedOutput output) {
		this.away = Long.MAX_VALUE;
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
		SubmissionStore store = Mockito.mock();
		BDDMockito.given(store.withdraw(ArgumentMatchers.any())).willReturn(Mono.defer(this::withdraw));
		return new Withdrawal(store).unlessStored(JobId.next(), outcome);
	}

	private Mono<Void> withdraw() {
		if (Schedulers.parallel().now(TimeUnit.SECONDS) < this.away) {
			return Mono.error(this.gone);
		}
		this.withdrawn++;
		return Mono.empty();
	}

}
