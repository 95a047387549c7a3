package io.followsync.simulator.population;

import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/**
 * What a sync of the account should find now. Names are sorted by code unit; a list of
 * more than {@value #MAX_LIST} names is omitted (null), but its count is always given.
 */
public record Truth(long followers, long following, long mutual, long notFollowingBackCount, long fansCount,
		long declaredFollowers, long declaredFollowing, @Nullable List<String> notFollowingBack,
		@Nullable List<String> fans) {

	static final int MAX_LIST = 250_000;

	static Truth of(Population population) {
		long followers = population.size(ListKind.FOLLOWERS);
		long following = population.size(ListKind.FOLLOWING);
		long mutual = population.mutual();
		return new Truth(followers, following, mutual, following - mutual, followers - mutual,
				population.declared(ListKind.FOLLOWERS), population.declared(ListKind.FOLLOWING),
				namesOnlyIn(population, ListKind.FOLLOWING, following - mutual),
				namesOnlyIn(population, ListKind.FOLLOWERS, followers - mutual));
	}

	private static @Nullable List<String> namesOnlyIn(Population population, ListKind list, long count) {
		if (count > MAX_LIST) {
			return null;
		}
		LongPredicate elsewhere = population.roster(list.other())::holds;
		LongStream numbers = population.roster(list).numbers().filter(elsewhere.negate());
		return numbers.mapToObj(population::usernameOf).sorted().toList();
	}

}
