package io.followsync.worker.due;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class RepeatingTests {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final AtomicInteger turns = new AtomicInteger();

	private final AtomicInteger failures = new AtomicInteger();

	private VirtualTimeScheduler time;

	@BeforeEach
	void useVirtualTime() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void useRealTime() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void takesATurnAtOnceAndThenEachInterval() {
		repeating(Mono::empty).start();
		this.time.advanceTime();
		assertThat(this.turns).hasValue(1);
		this.time.advanceTimeBy(INTERVAL.multipliedBy(3));
		assertThat(this.turns).hasValue(4);
	}

	@Test
	void countsAFailedTurnAndLogsNoneOfItsData(CapturedOutput output) {
		repeating(() -> Mono.error(new IllegalStateException("SECRET"))).start();
		this.time.advanceTimeBy(INTERVAL.multipliedBy(3));
		assertThat(this.turns).hasValue(4);
		assertThat(this.failures).hasValue(4);
		assertThat(output.getAll()).contains("test failed, retrying in ", ": IllegalStateException")
			.doesNotContain("SECRET");
	}

	@Test
	void countsATurnThatThrowsBeforeItBegins() {
		repeating(() -> {
			throw new IllegalStateException();
		}).start();
		this.time.advanceTimeBy(INTERVAL.multipliedBy(3));
		assertThat(this.turns).hasValue(4);
		assertThat(this.failures).hasValue(4);
	}

	@Test
	void survivesACounterThatThrows() {
		new Repeating("test", INTERVAL, () -> {
			this.turns.incrementAndGet();
			return Mono.error(new IllegalStateException());
		}, () -> {
			throw new IllegalStateException();
		}).start();
		this.time.advanceTimeBy(INTERVAL.multipliedBy(3));
		assertThat(this.turns).hasValue(4);
	}

	@Test
	void turnsNeverOverlapAndAreNotMadeUpFor() {
		Sinks.Empty<Void> slow = Sinks.empty();
		repeating(slow::asMono).start();
		this.time.advanceTimeBy(INTERVAL.multipliedBy(10));
		assertThat(this.turns).hasValue(1);
		slow.tryEmitEmpty();
		this.time.advanceTimeBy(INTERVAL);
		assertThat(this.turns.get()).isBetween(2, 3);
	}

	@Test
	void endsWithAStopAndCanBeStartedAgain() {
		Repeating repeating = repeating(Mono::empty);
		assertThat(repeating.isRunning()).isFalse();
		repeating.start();
		assertThat(repeating.isRunning()).isTrue();
		this.time.advanceTime();
		repeating.stop();
		assertThat(repeating.isRunning()).isFalse();
		this.time.advanceTimeBy(INTERVAL.multipliedBy(3));
		assertThat(this.turns).hasValue(1);
		repeating.start();
		this.time.advanceTime();
		assertThat(this.turns).hasValue(2);
	}

	private Repeating repeating(Supplier<Mono<Void>> turn) {
		return new Repeating("test", INTERVAL, () -> {
			this.turns.incrementAndGet();
			return turn.get();
		}, this.failures::incrementAndGet);
	}

}
