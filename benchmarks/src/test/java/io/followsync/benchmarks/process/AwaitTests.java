package io.followsync.benchmarks.process;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AwaitTests {

	@Test
	void returnsWhenTheConditionIsMet() {
		AtomicInteger checks = new AtomicInteger();

		Await.until("the third check", Duration.ofSeconds(10), Duration.ofMillis(1),
				() -> checks.incrementAndGet() == 3);

		assertThat(checks).hasValue(3);
	}

	@Test
	void returnsAtADeadlineAndNotBefore() {
		long deadline = System.nanoTime() + Duration.ofMillis(30).toNanos();

		Await.deadline(deadline);

		assertThat(System.nanoTime() - deadline).isNotNegative();
	}

	@Test
	void givesUpInTimeAndSaysWhatItWaitedFor() {
		assertThatIllegalStateException()
			.isThrownBy(() -> Await.until("the end of time", Duration.ofMillis(50), () -> false))
			.withMessageContaining("in vain for the end of time");
	}

}
