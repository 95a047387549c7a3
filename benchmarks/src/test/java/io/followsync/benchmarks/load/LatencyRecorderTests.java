package io.followsync.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class LatencyRecorderTests {

	private static final int COUNT = 1_000_000;

	private final LatencyRecorder recorder = new LatencyRecorder();

	@Test
	void losesNoneAndTakesNoneTwiceWhileOthersComeIn() throws InterruptedException {
		Thread writer = Thread.ofPlatform().start(() -> {
			for (int i = 0; i < COUNT; i++) {
				this.recorder.addNanos(i);
			}
		});
		long taken = 0;
		while (writer.isAlive()) {
			taken += this.recorder.take().count();
		}
		writer.join();

		taken += this.recorder.take().count();

		assertThat(taken).isEqualTo(COUNT);
		assertThat(this.recorder.count()).isZero();
	}

	@Test
	void waitsForAsManyAsAreExpected() {
		Thread.ofPlatform().start(() -> {
			for (int i = 0; i < COUNT; i++) {
				this.recorder.addNanos(TimeUnit.MILLISECONDS.toNanos(5));
			}
		});

		Latencies taken = this.recorder.take(COUNT, Duration.ofSeconds(30));

		assertThat(taken.count()).isEqualTo(COUNT);
		assertThat(taken.millis(99)).isBetween(4.9, 5.1);
	}

	@Test
	void takesWhatThereIsWhenTheRestDoesNotCome() {
		this.recorder.addNanos(1);

		assertThat(this.recorder.take(2, Duration.ofMillis(50)).count()).isEqualTo(1);
	}

	@Test
	void forgetsWhatItDiscards() {
		this.recorder.addNanos(1);

		this.recorder.discard(Duration.ofMillis(10), Duration.ofSeconds(10));

		assertThat(this.recorder.take().count()).isZero();
	}

}
