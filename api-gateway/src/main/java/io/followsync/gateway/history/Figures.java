package io.followsync.gateway.history;

import java.time.Instant;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The counts of an account after a sync.
 *
 * @param gained of followers, since the sync before
 * @param lost of followers, since the sync before
 * @param unconfirmed members whom a complete walk missed, and of whom it is not certain
 * yet that they left
 */
public record Figures(@Schema(example = "2026-11-20T20:14:00Z") Instant at, UUID sync,
		@Schema(example = "117") long followers, @Schema(example = "80") long following,
		@Schema(example = "50") long mutual, @Schema(example = "30") long notFollowingBack,
		@Schema(example = "67") long fans, @Schema(example = "3") long gained, @Schema(example = "2") long lost,
		@Schema(example = "1") long unconfirmed) {

	/**
	 * How much higher the counts are than they were.
	 *
	 * @param since the time of the sync that they are compared with
	 */
	public record Change(@Schema(example = "2026-11-18T20:14:00Z") Instant since,
			@Schema(example = "-3") long followers, @Schema(example = "1") long following,
			@Schema(example = "0") long mutual, @Schema(example = "1") long notFollowingBack,
			@Schema(example = "-3") long fans) {
	}

	Change since(Figures earlier) {
		return new Change(earlier.at, this.followers - earlier.followers, this.following - earlier.following,
				this.mutual - earlier.mutual, this.notFollowingBack - earlier.notFollowingBack,
				this.fans - earlier.fans);
	}

}
