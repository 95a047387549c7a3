package io.followsync.gateway.queue;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class QueueStandingTests {

	@ParameterizedTest
	@CsvSource({ "0, 3, 5, 60, Starting immediately", "1, 3, 5, 60, Starting immediately",
			"3, 3, 5, 60, Starting immediately", "4, 3, 5, 60, Starting in ~1 minutes",
			"1, 0, 5, 60, Starting in ~1 minutes", "10, 0, 5, 120, Starting in ~4 minutes",
			"100, 0, 0, 30, Starting in ~50 minutes", "1, 0, 0, 30, Starting in ~1 minutes" })
	void estimatesFromPositionOpenSlotsAndTypicalDuration(int position, int open, int slots, long seconds,
			String estimate) {
		QueueStanding standing = new QueueStanding(position, 0, 0, slots, open, Duration.ofSeconds(seconds));
		assertThat(standing.estimatedWait(position)).isEqualTo(estimate);
	}

	@Test
	void assumesAMinuteBeforeAnyJobHasEnded() {
		assertThat(new QueueStanding(3, 1, 1, 1, 0, null).estimatedWait(3)).isEqualTo("Starting in ~3 minutes");
	}

	@Test
	void reportsNoPositionBeyondTheLast() {
		assertThat(new QueueStanding(20_000, 0, 0, 5, 3, null).nextPosition()).isEqualTo(10_000);
	}

}
