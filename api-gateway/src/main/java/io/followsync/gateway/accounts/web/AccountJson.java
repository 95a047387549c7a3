package io.followsync.gateway.accounts.web;

import java.time.Instant;
import java.util.UUID;

import io.followsync.gateway.accounts.KeptAccount;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An account that is kept.
 *
 * @param id as text, since a double may not hold it exactly
 * @param username null until Instagram has named it
 * @param currentSync the sync that has not ended; null if there is none
 * @param lastSync null before the first
 * @param removeAt until then signing in takes it back, and everything of it is removed
 * soon after; null unless it is leaving
 */
record AccountJson(@Schema(example = "5012345678") String id,
		@Schema(example = "anna.example") @Nullable String username, @Schema(example = "CONNECTED") String state,
		Instant connectedAt, @Nullable UUID currentSync, @Nullable LastSyncJson lastSync, @Nullable Instant removeAt) {

	static AccountJson of(KeptAccount account) {
		KeptAccount.LastSync last = account.lastSync();
		return new AccountJson(account.id().toString(), account.username(), account.state(), account.connectedAt(),
				account.currentSync(), (last != null) ? LastSyncJson.of(last) : null, account.removeAt());
	}

	/** The sync that ended last, whatever its end. */
	record LastSyncJson(UUID id, @Schema(example = "COMPLETED") String state, Instant endedAt, VerdictsJson verdicts) {

		static LastSyncJson of(KeptAccount.LastSync sync) {
			return new LastSyncJson(sync.id(), sync.state(), sync.endedAt(),
					new VerdictsJson(sync.verdicts().followers(), sync.verdicts().following()));
		}

	}

	/** The verdict on each list; null if it was not judged. */
	record VerdictsJson(@Schema(example = "COMPLETE") @Nullable String followers,
			@Schema(example = "COMPLETE") @Nullable String following) {
	}

}
