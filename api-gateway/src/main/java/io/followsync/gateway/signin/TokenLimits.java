package io.followsync.gateway.signin;

import java.time.Duration;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of access tokens.
 *
 * @param lifetime of a token whose owner names none
 * @param maxLifetime the longest that an owner may name
 * @param maxPerOwner live tokens of one owner
 */
@Validated
@ConfigurationProperties("followsync.tokens")
public record TokenLimits(@DefaultValue("90d") Duration lifetime, @DefaultValue("365d") Duration maxLifetime,
		@DefaultValue("20") @Min(1) int maxPerOwner) {

	public TokenLimits {
		if (!lifetime.isPositive() || maxLifetime.compareTo(lifetime) < 0) {
			throw new IllegalArgumentException(
					"followsync.tokens: lifetime must be positive, and max-lifetime not below it");
		}
	}

}
