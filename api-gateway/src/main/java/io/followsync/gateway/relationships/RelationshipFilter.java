package io.followsync.gateway.relationships;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which members of a view are shown, and in which order.
 *
 * @param name a part of the username or of the full name, in any case; null for all, as
 * are the others
 * @param gainedSince only relationships that began later, not those that the first walk
 * showed
 * @param lostSince instead of what a whole list shows, its relationships that ended
 * later, in the order {@link RelationshipOrder#UNTIL_DESCENDING}
 */
public record RelationshipFilter(@Nullable String name, @Nullable Instant gainedSince, @Nullable Instant lostSince,
		@Nullable Boolean verified, @Nullable Boolean isPrivate, @Nullable Boolean whitelisted,
		RelationshipOrder order) {

	/** Whether no member on the way is passed over, but for those of the first walk. */
	boolean selectsAll() {
		boolean selectsAllTimes = this.gainedSince == null || isBoundByGain();
		return this.name == null && selectsAllTimes && this.verified == null && this.isPrivate == null
				&& this.whitelisted == null;
	}

	/** Whether the order itself ends where nobody came later. */
	boolean isBoundByGain() {
		return this.gainedSince != null
				&& (this.order == RelationshipOrder.SINCE || this.order == RelationshipOrder.SINCE_DESCENDING);
	}

}
