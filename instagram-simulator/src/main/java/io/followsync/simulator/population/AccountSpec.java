package io.followsync.simulator.population;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What an account was asked to be. Equal specs give equal populations, on every machine
 * and after every restart.
 *
 * @param mutual how many are in both lists
 * @param declaredFollowers what the profile says instead of the true count
 * @param declaredFollowing what the profile says instead of the true count
 */
public record AccountSpec(long id, String username, long followers, long following, long mutual, int followersPageSize,
		int followingPageSize, int latencyMs, @Nullable Long declaredFollowers, @Nullable Long declaredFollowing) {

	private static final long MAX_LIST = 100_000_000;

	private static final int MAX_PAGE = 200;

	private static final int MAX_LATENCY_MS = 60_000;

	public AccountSpec {
		require(id > 0, "the account id must be a positive number");
		require(username.matches("[a-z0-9._]{1,30}"), "username must be 1 to 30 of a-z, 0-9, '.', '_'");
		requireBetween("followers", followers, 0, MAX_LIST);
		requireBetween("following", following, 0, MAX_LIST);
		requireBetween("mutual", mutual, 0, Math.min(followers, following));
		requireBetween("followersPageSize", followersPageSize, 1, MAX_PAGE);
		requireBetween("followingPageSize", followingPageSize, 1, MAX_PAGE);
		requireBetween("latencyMs", latencyMs, 0, MAX_LATENCY_MS);
		requireBetween("declaredFollowers", (declaredFollowers != null) ? declaredFollowers : 0, 0, Integer.MAX_VALUE);
		requireBetween("declaredFollowing", (declaredFollowing != null) ? declaredFollowing : 0, 0, Integer.MAX_VALUE);
	}

	public int pageSize(ListKind list) {
		return (list == ListKind.FOLLOWERS) ? this.followersPageSize : this.followingPageSize;
	}

	public Duration latency() {
		return Duration.ofMillis(this.latencyMs);
	}

	@Nullable Long declared(ListKind list) {
		return (list == ListKind.FOLLOWERS) ? this.declaredFollowers : this.declaredFollowing;
	}

	static void requireBetween(String name, long value, long min, long max) {
		require(value >= min && value <= max, name + " must be " + min + " to " + max + " but is " + value);
	}

	static void require(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

}
