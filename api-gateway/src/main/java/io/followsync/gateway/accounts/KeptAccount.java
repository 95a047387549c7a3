package io.followsync.gateway.accounts;

import java.time.Instant;
import java.util.UUID;

import io.followsync.job.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * An account as its owner sees it.
 *
 * @param username as Instagram named it last; null until it has
 * @param state as stored: an {@link io.followsync.account.AccountState}, or one of a
 * newer release
 * @param connectedAt since when it has been kept, without a break
 * @param currentSync the sync that has not ended; null if there is none
 * @param lastSync the sync that ended last; null before the first
 * @param removeAt until then signing in takes it back, and everything of it is removed
 * soon after; null unless it is leaving
 */
public record KeptAccount(AccountId id, @Nullable String username, String state, Instant connectedAt,
		@Nullable UUID currentSync, @Nullable LastSync lastSync, @Nullable Instant removeAt) {

	/** How a sync ended; the constants are passed on as they are stored. */
	public record LastSync(UUID id, String state, Instant endedAt, Verdicts verdicts) {
	}

	/** The verdict on each list; null if it was not judged. */
	public record Verdicts(@Nullable String followers, @Nullable String following) {
	}

}
