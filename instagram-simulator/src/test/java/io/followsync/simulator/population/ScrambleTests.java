package io.followsync.simulator.population;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScrambleTests {

	private final Scramble scramble = new Scramble(5_012_345_678L);

	@Test
	void isUndoneForEveryNumber() {
		LongStream.concat(LongStream.range(0, 10_000), LongStream.range(Scramble.DOMAIN - 10_000, Scramble.DOMAIN))
			.forEach((number) -> assertThat(this.scramble.undo(this.scramble.apply(number))).isEqualTo(number));
	}

	@Test
	void staysWithinItsDomain() {
		assertThat(LongStream.range(0, 10_000).map(this.scramble::apply))
			.allMatch((number) -> number >= 0 && number < Scramble.DOMAIN);
	}

}
