package io.followsync.worker.budget;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TokenReserveTests {

	private static final long MILLISECOND = 1_000_000;

	private final TokenReserve reserve = new TokenReserve();

	private final List<Integer> sizes = new ArrayList<>();

	private long now = Long.MAX_VALUE - 5;

	@Test
	void aPacedRunTakesOneTokenAtATime() {
		requests(20, 1000, 1000);

		assertThat(this.sizes).containsOnly(1);
		assertThat(this.sizes).hasSize(20);
	}

	@Test
	void aFastRunTakesAsManyAsItSpendsInHalfOfTheirTime() {
		requests(100, 50, 1000);

		assertThat(this.sizes).startsWith(1, 2, 4, 8, 16);
		assertThat(this.sizes.subList(5, this.sizes.size())).containsOnly(10, 16);
	}

	@Test
	void aRunThatSlowsDownTakesFewer() {
		requests(15, 10, 1000);
		requests(12, 700, 1000);

		assertThat(this.sizes).startsWith(1, 2, 4, 8).endsWith(1, 1, 1);
	}

	@Test
	void neverTakesMoreThanTheRunCanUse() {
		requests(12, 10, 3);

		assertThat(this.sizes).containsExactly(1, 2, 3, 3, 3);
	}

	@Test
	void aTokenIsSpentWithinItsTimeOnly() {
		this.reserve.fill(2, this.now);

		assertThat(this.reserve.spend(this.now + TokenReserve.KEEP.toNanos() - 1)).isTrue();
		assertThat(this.reserve.spend(this.now + TokenReserve.KEEP.toNanos())).isFalse();
	}

	@Test
	void nothingIsLeftOfATokenThatWasNotSpentInTime() {
		this.reserve.fill(2, this.now);

		assertThat(this.reserve.spend(this.now + TokenReserve.KEEP.toNanos())).isFalse();
		assertThat(this.reserve.spend(this.now + 1)).isFalse();
	}

	private void requests(int times, long millis, long wanted) {
		for (int request = 0; request < times; request++) {
			if (!this.reserve.spend(this.now)) {
				int size = this.reserve.nextSize(this.now, wanted);
				this.sizes.add(size);
				this.reserve.fill(size - 1, this.now);
			}
			this.now += millis * MILLISECOND;
		}
	}

}
