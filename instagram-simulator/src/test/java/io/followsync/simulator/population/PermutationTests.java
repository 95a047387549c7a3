package io.followsync.simulator.population;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PermutationTests {

	private final PseudoRandom.Permutation permutation = new PseudoRandom.Permutation(5_012_345_678L);

	@Test
	void undoReversesApply() {
		LongStream
			.concat(LongStream.range(0, 10_000),
					LongStream.range(PseudoRandom.Permutation.DOMAIN - 10_000, PseudoRandom.Permutation.DOMAIN))
			.forEach((number) -> assertThat(this.permutation.undo(this.permutation.apply(number))).isEqualTo(number));
	}

	@Test
	void staysWithinTheDomain() {
		assertThat(LongStream.range(0, 10_000).map(this.permutation::apply))
			.allMatch((number) -> number >= 0 && number < PseudoRandom.Permutation.DOMAIN);
	}

}
