package io.followsync.simulator.control;

import io.followsync.simulator.population.AccountSpec;
import org.jspecify.annotations.Nullable;

/**
 * An account as the control API accepts it; omitted members of the second half have
 * defaults.
 */
record AccountForm(@Nullable String username, @Nullable Long followers, @Nullable Long following, @Nullable Long mutual,
		@Nullable Integer followersPageSize, @Nullable Integer followingPageSize, @Nullable Integer latencyMs,
		@Nullable Long declaredFollowers, @Nullable Long declaredFollowing) {

	private static final int FOLLOWERS_PAGE = 25;

	private static final int FOLLOWING_PAGE = 50;

	/**
	 * @throws IllegalArgumentException with a message for the caller when the form is
	 * invalid
	 */
	AccountSpec spec(long id) {
		return new AccountSpec(id, required("username", this.username), required("followers", this.followers),
				required("following", this.following), required("mutual", this.mutual),
				orElse(this.followersPageSize, FOLLOWERS_PAGE), orElse(this.followingPageSize, FOLLOWING_PAGE),
				orElse(this.latencyMs, 0), this.declaredFollowers, this.declaredFollowing);
	}

	private static <T> T required(String name, @Nullable T value) {
		if (value == null) {
			throw new IllegalArgumentException(name + " is required");
		}
		return value;
	}

	private static int orElse(@Nullable Integer value, int otherwise) {
		return (value != null) ? value : otherwise;
	}

}
