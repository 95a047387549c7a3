package io.followsync.simulator.state;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BusiestWindowTests {

	@Test
	void windowsAreNotAlignedToCalendarSeconds() {
		assertThat(mostInASecond(0, 900_000, 1_000_000, 1_800_000, 1_899_999, 5_000_000)).isEqualTo(4);
	}

	@Test
	void windowIsHalfOpen() {
		assertThat(mostInASecond(0, 1_000_000, 2_000_000)).isEqualTo(1);
	}

	@Test
	void countsEachOfSeveralAtOneInstant() {
		assertThat(mostInASecond(7, 7, 7)).isEqualTo(3);
	}

	private static int mostInASecond(long... micros) {
		AuditTrail.BusiestWindow window = new AuditTrail.BusiestWindow(Duration.ofSeconds(1));
		for (int number = 0; number < micros.length; number++) {
			window.add(number, 0, (at) -> micros[(int) at]);
		}
		return window.max();
	}

}
