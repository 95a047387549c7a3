package io.followsync.worker.budget.r2dbc;

import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

import io.followsync.worker.budget.BudgetProperties.Application;
import io.followsync.worker.budget.Grant;
import io.followsync.worker.budget.r2dbc.TokenBuckets.Taken;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * This replica's part of the application's tokens: leased in batches, spent here. A token
 * is never spent later than its time after the lease was asked for, by a clock that only
 * runs forwards; what is left then, or when the replica goes, is lost to everybody. One
 * lease is in flight at a time, whoever waits for it, and none while the bucket is known
 * to be empty.
 */
final class ApplicationTokens {

	private static final int MOST_DOUBLINGS = 5;

	private final Application bucket;

	private final IntFunction<Mono<Taken>> lease;

	private final LongSupplier nanoTime;

	private final Counter leased;

	private final Counter discarded;

	private int tokens;

	private int spent;

	private long leasedAt;

	// Follows the demand, so that an idle replica does not lease tokens for the bin.
	private int size = 1;

	private int shortages;

	private long emptyUntil;

	private @Nullable Mono<Taken> leasing;

	ApplicationTokens(Application bucket, IntFunction<Mono<Taken>> lease, LongSupplier nanoTime, MeterRegistry meters) {
		this.bucket = bucket;
		this.lease = lease;
		this.nanoTime = nanoTime;
		this.emptyUntil = nanoTime.getAsLong();
		this.leased = meters.counter("followsync.budget.application.leased");
		this.discarded = meters.counter("followsync.budget.application.discarded");
		meters.gauge("followsync.budget.application.available", this, ApplicationTokens::available);
	}

	/** Takes a token and then what the lane asks; a lane that is short leaves it here. */
	Mono<Grant> with(Mono<Grant> lane) {
		return Mono.defer(() -> next(lane));
	}

	private synchronized Mono<Grant> next(Mono<Grant> lane) {
		discardOld();
		if (this.tokens > 0) {
			this.tokens--;
			this.spent++;
			return spending(lane, this.leasedAt);
		}
		if (this.leasing != null) {
			return this.leasing.then(with(lane));
		}
		Duration empty = Duration.ofNanos(this.emptyUntil - this.nanoTime.getAsLong());
		if (empty.isPositive()) {
			return Mono.just(new Grant.Short(empty, Taken.perToken(this.bucket), this.bucket.burst()));
		}
		this.leasing = lease().cache();
		return this.leasing.then(with(lane));
	}

	private Mono<Grant> spending(Mono<Grant> lane, long batch) {
		return lane.doOnNext((grant) -> {
			if (grant instanceof Grant.Short) {
				giveBack(batch);
			}
		}).doOnError((ex) -> giveBack(batch));
	}

	// Counted from before the statement, which is no later than the token was taken.
	private Mono<Taken> lease() {
		long now = this.nanoTime.getAsLong();
		return this.lease.apply(this.size)
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("no answer to a lease")))
			.doOnNext((taken) -> filled(taken, now))
			.doOnError((ex) -> failed());
	}

	private synchronized void filled(Taken taken, long askedAt) {
		this.leasing = null;
		this.discarded.increment(this.tokens);
		this.leased.increment(taken.tokens());
		this.tokens = taken.tokens();
		this.leasedAt = askedAt;
		this.spent = 0;
		if (taken.tokens() > 0) {
			this.shortages = 0;
			this.size = Math.min(this.bucket.batch(), this.size * 2);
		}
		else {
			this.emptyUntil = this.nanoTime.getAsLong() + pause(taken).toNanos();
			this.shortages = Math.min(this.shortages + 1, MOST_DOUBLINGS);
		}
	}

	// All replicas wait for the same tokens: the longer there are none, the longer each
	// waits before it asks again.
	private Duration pause(Taken taken) {
		return taken.until(this.size, this.bucket).multipliedBy(1L << this.shortages);
	}

	private synchronized void failed() {
		this.leasing = null;
	}

	private synchronized void giveBack(long batch) {
		if (batch == this.leasedAt) {
			this.tokens++;
			this.spent--;
		}
		else {
			this.discarded.increment();
		}
	}

	private synchronized int available() {
		discardOld();
		return this.tokens;
	}

	private void discardOld() {
		if (this.tokens > 0 && this.nanoTime.getAsLong() - this.leasedAt >= this.bucket.keep().toNanos()) {
			this.discarded.increment(this.tokens);
			this.tokens = 0;
			this.size = Math.max(1, this.spent);
		}
	}

}
