package io.followsync.gateway.history.web;

import java.time.Instant;
import java.util.List;

import io.followsync.gateway.accounts.KeptAccount;
import io.followsync.gateway.history.Figures;
import io.followsync.gateway.history.Insights;
import io.followsync.gateway.syncs.Sync;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An account at a glance.
 *
 * @param figures null before the first sync has completed, as are the changes
 * @param sinceLastSync how the figures changed since the sync before
 * @param sinceMonth how they changed since the latest sync at least 30 days earlier; null
 * if there is none
 * @param liveSync the one that has not ended; null if there is none
 * @param lastSync the latest that has ended; null if there is none
 * @param removeAt null unless the account is leaving: until then signing in takes it back
 */
record OverviewJson(@Schema(example = "5012345678") String account,
		@Schema(example = "anna.example") @Nullable String username, @Schema(example = "CONNECTED") String state,
		@Nullable Figures figures, Figures.@Nullable Change sinceLastSync, Figures.@Nullable Change sinceMonth,
		@Nullable SyncSummaryJson liveSync, @Nullable SyncSummaryJson lastSync, @Nullable Instant removeAt) {

	static OverviewJson of(KeptAccount account, Insights.@Nullable Comparison comparison, List<Sync> syncs) {
		return new OverviewJson(account.id().toString(), account.username(), account.state(),
				(comparison == null) ? null : comparison.latest(),
				(comparison == null) ? null : comparison.sinceLastSync(),
				(comparison == null) ? null : comparison.sinceMonth(), summary(syncs, false), summary(syncs, true),
				account.removeAt());
	}

	private static @Nullable SyncSummaryJson summary(List<Sync> syncs, boolean ended) {
		return syncs.stream()
			.filter((sync) -> (sync.times().endedAt() != null) == ended)
			.findFirst()
			.map((sync) -> new SyncSummaryJson(sync.id().toString(), sync.state(), sync.lists(), sync.failure(),
					sync.times().endedAt()))
			.orElse(null);
	}

	/** A sync in an overview. */
	record SyncSummaryJson(@Schema(example = "019ac7d2-5c1e-7f3a-9b61-0d6f0e6f1c55") String id,
			@Schema(example = "COMPLETED") String state, Sync.Lists lists, Sync.@Nullable Failure failure,
			@Nullable Instant endedAt) {
	}

}
