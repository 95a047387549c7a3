package io.followsync.gateway.access;

import java.time.Duration;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long browser sessions last.
 *
 * @param renewAfter when the cookie of a session in use is replaced by a new one
 * @param grace how long the replaced cookie still counts once the new one was shown,
 * because a browser may have sent several requests at once; one that comes later was
 * copied and revokes the session
 * @param idle when a session that nobody uses ends
 * @param max when a session ends, however much it is used
 * @param maxPerOwner live sessions of one owner; one more ends the one longest unused
 */
@Validated
@ConfigurationProperties("followsync.sessions")
public record SessionLimits(@DefaultValue("1h") Duration renewAfter, @DefaultValue("60s") Duration grace,
		@DefaultValue("30d") Duration idle, @DefaultValue("180d") Duration max,
		@DefaultValue("20") @Min(1) int maxPerOwner) {

	public SessionLimits {
		if (!grace.isPositive() || renewAfter.compareTo(grace) <= 0 || idle.compareTo(renewAfter) <= 0
				|| max.compareTo(idle) < 0) {
			throw new IllegalArgumentException(
					"followsync.sessions: it must be 0 < grace < renew-after < idle, and max not below idle");
		}
	}

}
