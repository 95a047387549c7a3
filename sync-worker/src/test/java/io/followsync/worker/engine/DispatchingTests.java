package io.followsync.worker.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.messaging.SyncRequest;
import io.followsync.worker.wakeup.WakeUp;
import io.followsync.worker.wakeup.WakeUps;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class DispatchingTests {

	private static final SyncRequest DUE = new SyncRequest(JobId.next(), Lane.ofAccount(new AccountId(42)));

	private final List<SyncRequest> sent = new ArrayList<>();

	@Test
	void wakesSomebodyForWhateverIsDue() {
		StepVerifier.create(dispatching(Collections.nCopies(200, DUE), Mono.empty()).round()).verifyComplete();
		assertThat(this.sent).hasSize(200);
	}

	@Test
	void aBrokerThatNeverAnswersHoldsUpTheNextRoundForAMoment() {
		StepVerifier.withVirtualTime(() -> dispatching(Collections.nCopies(200, DUE), Mono.never()).round())
			.thenAwait(Duration.ofSeconds(2))
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void aBrokerThatIsSlowIsNotWaitedForToTheLast() {
		StepVerifier
			.withVirtualTime(
					() -> dispatching(Collections.nCopies(200, DUE), Mono.delay(Duration.ofSeconds(1)).then()).round())
			.thenAwait(Duration.ofSeconds(2))
			.expectComplete()
			.verify(Duration.ofSeconds(10));
		assertThat(this.sent).hasSizeBetween(32, 48);
	}

	private Dispatching dispatching(List<SyncRequest> due, Mono<Void> sending) {
		WakeUps wakeUps = new WakeUps() {

			@Override
			public Flux<WakeUp> receive() {
				return Flux.never();
			}

			@Override
			public Mono<Void> send(SyncRequest request) {
				return Mono.fromRunnable(() -> DispatchingTests.this.sent.add(request)).then(sending);
			}

		};
		return new Dispatching(new ScriptedClaims(due, Mono.empty()), wakeUps,
				new EngineMetrics(new SimpleMeterRegistry()));
	}

}
