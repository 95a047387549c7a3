package io.followsync.worker.due;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class DispatcherTests {

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private static final Mono<Void> DONE = Mono.empty();

	private final List<Integer> begun = new ArrayList<>();

	@Test
	void carriesOutWhateverIsDue() {
		StepVerifier.create(Dispatcher.round(due(DONE))).verifyComplete();
		assertThat(this.begun).hasSize(200);
	}

	@Test
	void workThatNeverEndsDelaysTheNextRoundOnlyBriefly() {
		StepVerifier.withVirtualTime(() -> Dispatcher.round(due(Mono.never())))
			.thenAwait(Duration.ofSeconds(2))
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void slowWorkIsNotAwaitedToTheLastPiece() {
		StepVerifier.withVirtualTime(() -> Dispatcher.round(due(Mono.delay(Duration.ofMillis(900)).then())))
			.thenAwait(Duration.ofSeconds(2))
			.expectComplete()
			.verify(Duration.ofSeconds(10));
		assertThat(this.begun).as("sixteen at once, begun after 0, 900 and 1800 ms").hasSize(48);
	}

	@Test
	void aPieceThatFailsKeepsNoOtherFromBeingCarriedOut() {
		Mono<Void> failing = Mono.error(new IllegalStateException("no answer"));
		StepVerifier.create(Dispatcher.round(due(failing))).verifyError();
		assertThat(this.begun).hasSize(200);
	}

	@Test
	void workThatFailsIsCountedAndDelaysNoOtherKind() {
		VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
		try {
			SimpleMeterRegistry meters = new SimpleMeterRegistry();
			Dispatcher dispatcher = new Dispatcher(List.of(new Failing(), due(DONE)), INTERVAL, meters);
			dispatcher.start();
			time.advanceTimeBy(INTERVAL);
			dispatcher.stop();
			time.advanceTimeBy(INTERVAL);
			assertThat(this.begun).as("two rounds, and none after the stop").hasSize(400);
			assertThat(meters.counter("followsync.dispatch.failures").count()).isEqualTo(2);
		}
		finally {
			VirtualTimeScheduler.reset();
		}
	}

	private DueWork<Integer> due(Mono<Void> work) {
		return new DueWork<>() {

			@Override
			public String name() {
				return "numbers";
			}

			@Override
			public Mono<List<Integer>> take(int most) {
				return Mono.just(IntStream.range(0, most).boxed().toList());
			}

			@Override
			public Mono<Void> carryOut(Integer number) {
				return Mono.fromRunnable(() -> DispatcherTests.this.begun.add(number)).then(work);
			}

		};
	}

	private record Failing() implements DueWork<Integer> {

		@Override
		public String name() {
			return "failures";
		}

		@Override
		public Mono<List<Integer>> take(int most) {
			return Mono.error(new IllegalStateException("no database"));
		}

		@Override
		public Mono<Void> carryOut(Integer number) {
			return Mono.empty();
		}

	}

}
