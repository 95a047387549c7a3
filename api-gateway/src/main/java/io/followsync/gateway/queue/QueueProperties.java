package io.followsync.gateway.queue;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of the queue.
 *
 * @param maxQueued the most jobs that may be queued; further submissions are refused
 * @param unprovenShare the part of the queue that unproven jobs may fill (imports, and
 * sessions whose owner is not yet confirmed), so that confirmed accounts always find room
 * @param crowd how many waiting sessions may name one user id, and how many waiting
 * imports may come from one address, before they count as a crowd; a crowd may fill only
 * half of the unproven jobs' places, so that others still find room
 */
@Validated
@ConfigurationProperties("followsync.queue")
public record QueueProperties(@DefaultValue("10000") @Min(1) int maxQueued,
		@DefaultValue("0.5") @DecimalMin("0.01") @DecimalMax("1") double unprovenShare,
		@DefaultValue("20") @Min(1) int crowd) {

	/** How many unproven jobs may wait. */
	public int unprovenPlaces() {
		return Math.max(1, (int) (this.maxQueued * this.unprovenShare));
	}

}
