package io.followsync.simulator.population;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RankingTests {

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 3, 4, 20, 21, 51, 52, 63, 64, 65, 130, 1000, 25_000 })
	void everyWalkCoversEveryRank(long size) {
		for (int walk = 0; walk < 20; walk++) {
			Ranking ranking = new Ranking(42, walk, size);
			Set<Long> met = Set.copyOf(LongStream.range(0, ranking.rows()).map(ranking::rankAt).boxed().toList());
			assertThat(met).hasSize((int) size);
			assertThat(met).allMatch((rank) -> rank >= 0 && rank < size);
		}
	}

	@ParameterizedTest
	@CsvSource({ "130,2", "1000,16", "25000,397" })
	void repeatsEvery64thRow(long size, long repeats) {
		assertThat(new Ranking(42, 0, size).rows()).isEqualTo(size + repeats);
	}

	@ParameterizedTest
	@ValueSource(longs = { 130, 1000 })
	void walksDifferInTheirOrder(long size) {
		assertThat(order(0, size)).isNotEqualTo(order(1, size));
		assertThat(order(1, size)).isEqualTo(order(1, size));
	}

	private static List<Long> order(int walk, long size) {
		return LongStream.range(0, size).map(new Ranking(42, walk, size)::rankAt).boxed().toList();
	}

}
