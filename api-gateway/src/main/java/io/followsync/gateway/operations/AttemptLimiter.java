package io.followsync.gateway.operations;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Limits guesses at the operators' credentials, by client address and overall. An attempt
 * is taken before the credential is checked and refunded if it was right, so that nothing
 * is learned beyond the limit, however many attempts come at once. Each replica counts by
 * itself; the remembered addresses are limited, too.
 */
@Component
class AttemptLimiter {

	private static final int MAX_ADDRESSES = 100_000;

	private static final int MAX_OPERATORS = 1_000;

	private static final Duration WINDOW = Duration.ofMinutes(1);

	private static final Duration OPERATOR_TIME = Duration.ofHours(12);

	private final OperatorAuthentication.Properties limits;

	private final TimeMeter time;

	private final Cache<String, Bucket> byAddress;

	// Addresses from which an operator came: strangers who exhaust the overall limit do
	// not lock them out.
	private final Cache<String, Boolean> operators;

	private final Bucket overall;

	@Autowired
	AttemptLimiter(OperatorAuthentication.Properties limits) {
		this(limits, TimeMeter.SYSTEM_NANOTIME);
	}

	AttemptLimiter(OperatorAuthentication.Properties limits, TimeMeter time) {
		this.limits = limits;
		this.time = time;
		this.byAddress = Caffeine.newBuilder()
			.ticker(time::currentTimeNanos)
			.maximumSize(MAX_ADDRESSES)
			.expireAfterAccess(WINDOW)
			.build();
		this.operators = Caffeine.newBuilder()
			.ticker(time::currentTimeNanos)
			.maximumSize(MAX_OPERATORS)
			.expireAfterWrite(OPERATOR_TIME)
			.build();
		this.overall = bucket(limits.wrongPerMinuteOverall());
	}

	/** Throws an {@link ApiException} when this address has no attempt left. */
	void take(String client) {
		Bucket own = bucketOf(client);
		take(own);
		if (this.operators.getIfPresent(client) == null) {
			try {
				take(this.overall);
			}
			catch (ApiException ex) {
				// Nothing was tried; otherwise an operator would be locked out for longer
				// than the strangers' attempts last.
				own.addTokens(1);
				throw ex;
			}
		}
	}

	/** Returns an attempt whose credential was right. */
	void refund(String client) {
		bucketOf(client).addTokens(1);
		if (this.operators.getIfPresent(client) == null) {
			this.overall.addTokens(1);
		}
		this.operators.put(client, true);
	}

	private Bucket bucketOf(String client) {
		return this.byAddress.get(client, (key) -> bucket(this.limits.wrongPerMinute()));
	}

	private Bucket bucket(int perMinute) {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
			.withCustomTimePrecision(this.time)
			.build();
	}

	private static void take(Bucket bucket) {
		ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
		if (!probe.isConsumed()) {
			Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1);
			throw new ApiException(ErrorCode.TOO_MANY_ATTEMPTS).retryAfter(wait);
		}
	}

}
