package io.followsync.gateway.queue;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxQueued how many queued jobs are enough; submissions beyond are refused
 * @param unprovenShare of these, the part for waiting jobs of which nobody has proven
 * whose data they work on (sessions not yet confirmed, imports), so that those of
 * confirmed accounts always find room
 * @param crowd so many waiting sessions that name one user id are a crowd: more of them
 * are taken only while half of the unproven jobs' places are free, so that others find
 * room as well
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
