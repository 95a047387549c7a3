package io.followsync.stack.process;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestartPolicyTests {

	private final Supervisor.RestartPolicy policy = Supervisor.RestartPolicy.usual();

	@Test
	void doublesThePauseUpToItsBound() {
		assertThat(IntStream.rangeClosed(1, 8).mapToObj(this.policy::pauseAfter).map(Duration::toSeconds))
			.containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
		assertThat(this.policy.pauseAfter(1_000_000)).isEqualTo(this.policy.maxPause());
	}

	@Test
	void givesUpAtTheLastFailureOfARow() {
		assertThat(this.policy.givesUpAfter(this.policy.maxFailures() - 1)).isFalse();
		assertThat(this.policy.givesUpAfter(this.policy.maxFailures())).isTrue();
	}

}
