package io.followsync.simulator.population;

import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What a sync of the account should find now. Names are sorted by code unit; a list of
 * more than {@value #MAX_LIST} names is omitted (null), but its count is always given.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({ "followers", "following", "mutual", "not_following_back_count", "fans_count", "declared_followers",
		"declared_following", "not_following_back", "fans" })
public record Truth(long followers, long following, long mutual,
		@JsonProperty("not_following_back_count") long notFollowingBackCount,
		@JsonProperty("fans_count") long fansCount, @JsonProperty("declared_followers") long declaredFollowers,
		@JsonProperty("declared_following") long declaredFollowing,
		@JsonProperty("not_following_back") @Nullable List<String> notFollowingBack, @Nullable List<String> fans) {

	static final int MAX_LIST = 250_000;

	public static Truth of(Population population) {
		long followers = population.size(ListKind.FOLLOWERS);
		long following = population.size(ListKind.FOLLOWING);
		long mutual = population.mutual();
		return new Truth(followers, following, mutual, following - mutual, followers - mutual,
				population.declared(ListKind.FOLLOWERS), population.declared(ListKind.FOLLOWING),
				usernamesOnlyIn(population, ListKind.FOLLOWING, following - mutual),
				usernamesOnlyIn(population, ListKind.FOLLOWERS, followers - mutual));
	}

	private static @Nullable List<String> usernamesOnlyIn(Population population, ListKind list, long count) {
		if (count > MAX_LIST) {
			return null;
		}
		LongPredicate inOther = population.memberList(list.other())::contains;
		LongStream numbers = population.memberList(list).numbers().filter(inOther.negate());
		return numbers.mapToObj(population::usernameOf).sorted().toList();
	}

}
