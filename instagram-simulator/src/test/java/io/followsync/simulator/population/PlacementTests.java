package io.followsync.simulator.population;

import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlacementTests {

	@ParameterizedTest
	@CsvSource({ "0,0,0", "1,1,1", "1,1,0", "130,90,40", "7,1000,7", "1000,7,7", "25000,25000,25000", "997,991,0",
			"997,991,601" })
	void positionsAndNumbersAreInverse(long followers, long following, long mutual) {
		Placement placement = new Placement(followers, following, mutual);
		for (ListKind list : ListKind.values()) {
			long length = ((list == ListKind.FOLLOWERS) ? followers : following) + 50;
			assertThat(LongStream.range(0, length))
				.allMatch((position) -> placement.positionOf(list, placement.numberAt(list, position)) == position);
		}
		assertThat(LongStream.range(0, followers)
			.map((position) -> placement.numberAt(ListKind.FOLLOWERS, position))
			.filter((number) -> placement.positionOf(ListKind.FOLLOWING, number) >= 0)
			.count()).isEqualTo(mutual);
	}

}
