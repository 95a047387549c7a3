package io.followsync.gateway.jobs;

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

	/** The virtual second at which the database is back. */
	private long awayUntil;

	@Test
	void withdrawsWhatIsCommittedAfterTheConnectionBroke() {
		StepVerifier.withVirtualTime(() -> storing(Mono.error(this.gone)))
			.expectSubscription()
			.then(() -> assertThat(this.withdrawn).isEqualTo(1))
			.expectNoEvent(Duration.ofSeconds(6))
			.expectErrorMatches(this.gone::equals)
			.verify(Duration.ofSeconds(10));
		assertThat(this.withdrawn).isEqualTo(2);
	}

	@Test
	void outlastsAnOutageOfAMinute() {
		this.awayUntil = 60;
		StepVerifier.withVirtualTime(() -> storing(Mono.error(this.gone)))
			.thenAwait(Duration.ofMinutes(5))
			.expectErrorMatches(this.gone::equals)
			.verify(Duration.ofSeconds(10));
		assertThat(this.withdrawn).isEqualTo(2);
	}

	@Test
	void stopsRetryingWhenTheOutageDoesNotEnd(CapturedOutput output) {
		this.awayUntil = Long.MAX_VALUE;
		StepVerifier.withVirtualTime(() -> storing(Mono.error(this.gone)))
			.thenAwait(Duration.ofMinutes(5))
			.expectErrorMatches(this.gone::equals)
			.verify(Duration.ofSeconds(10));
		assertThat(this.withdrawn).isZero();
		assertThat(output).containsOnlyOnce("Withdrawal of a rejected job failed")
			.contains("DataAccessResourceFailureException");
	}

	@Test
	void keepsWhatWasStored() {
		StepVerifier.create(storing(Mono.just("stored"))).expectNext("stored").expectComplete().verify();
		assertThat(this.withdrawn).isZero();
	}

	private Mono<String> storing(Mono<String> outcome) {
		Jobs jobs = Mockito.mock();
		BDDMockito.given(jobs.withdraw(ArgumentMatchers.any())).willReturn(Mono.defer(this::withdraw));
		return new Withdrawal(jobs).orWithdraw(JobId.next(), outcome);
	}

	private Mono<Void> withdraw() {
		if (Schedulers.parallel().now(TimeUnit.SECONDS) < this.awayUntil) {
			return Mono.error(this.gone);
		}
		this.withdrawn++;
		return Mono.empty();
	}

}
