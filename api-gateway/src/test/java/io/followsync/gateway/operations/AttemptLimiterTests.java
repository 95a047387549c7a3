package io.followsync.gateway.operations;

import java.time.Duration;
import java.util.stream.IntStream;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Ten wrong credentials a minute and address, sixty overall. */
class AttemptLimiterTests {

	private long now;

	private final AttemptLimiter limiter = new AttemptLimiter(
			new OperatorAuthentication.Properties("token", "", "", 10, 60, false), new TimeMeter() {
				@Override
				public long currentTimeNanos() {
					return AttemptLimiterTests.this.now;
				}

				@Override
				public boolean isWallClockBased() {
					return false;
				}
			});

	@Test
	void limitsAnAddressToTenGuessesAMinute() {
		long passed = 0;
		for (int second = 0; second < 600; second++) {
			passed += IntStream.range(0, 216).filter((guess) -> isTaken("guesser")).count();
			this.now += Duration.ofSeconds(1).toNanos();
		}
		assertThat(passed).as("ten a minute for ten minutes, and at most ten at the start").isBetween(100L, 110L);
	}

	@Test
	void limitsAllAddressesToSixtyGuessesAMinute() {
		assertThat(IntStream.range(0, 10_000).filter((number) -> isTaken("address " + number)).count()).isEqualTo(60);
	}

	@Test
	void letsAKnownOperatorInBeyondTheOverallLimit() {
		assertThat(isTaken("operator")).isTrue();
		this.limiter.refund("operator");
		IntStream.range(0, 1000).forEach((number) -> isTaken("address " + number));

		assertThat(isTaken("stranger")).isFalse();
		assertThat(isTaken("operator")).isTrue();
	}

	@Test
	void refundsAnAddressThatOnlyTheOverallLimitRefuses() {
		IntStream.range(0, 60).forEach((number) -> isTaken("address " + number));
		assertThat(IntStream.range(0, 10).filter((number) -> isTaken("operator"))).isEmpty();

		this.now += Duration.ofSeconds(1).toNanos();
		assertThat(isTaken("operator")).isTrue();
	}

	@Test
	void countsNoRightCredential() {
		for (int call = 0; call < 1000; call++) {
			assertThat(isTaken("operator")).isTrue();
			this.limiter.refund("operator");
		}
	}

	private boolean isTaken(String client) {
		try {
			this.limiter.take(client);
			return true;
		}
		catch (ApiException ex) {
			assertThat(ex.code()).isEqualTo(ErrorCode.TOO_MANY_ATTEMPTS);
			return false;
		}
	}

}
