package io.followsync.worker.budget.r2dbc;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

import io.followsync.worker.budget.Budget.Grant;
import io.followsync.worker.budget.BudgetProperties.Application;
import io.followsync.worker.budget.r2dbc.TokenBuckets.Taken;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * This replica's share of the application's tokens: leased in batches, spent here. A
 * token is spent within the bucket's {@code keep} after its lease was requested, by a
 * clock that only runs forwards; tokens left over then, or when the replica stops, are
 * lost to everybody. At most one lease is in flight, however many wait for it, and none
 * for a while after the bucket was found empty.
 */
final class ApplicationTokens {

	private static final int MAX_DOUBLINGS = 5;

	// Saves the statements of jobs that sit out a short wait; for longer waits they park.
	private static final Duration MAX_SILENCE = Duration.ofSeconds(5);

	private final Application bucket;

	private final IntFunction<Mono<Taken>> lease;

	private final LongSupplier nanoTime;

	private final long startedAt;

	private final Counter leased;

	private final Counter discarded;

	private final HeldTokens tokens = new HeldTokens();

	private int spent;

	// Follows demand, so that an idle replica does not lease tokens only to discard them.
	private int size = 1;

	private int shortages;

	private Duration emptyUntil = Duration.ZERO;

	private @Nullable Mono<Duration> leasing;

	ApplicationTokens(Application bucket, IntFunction<Mono<Taken>> lease, LongSupplier nanoTime, MeterRegistry meters) {
		this.bucket = bucket;
		this.lease = lease;
		this.nanoTime = nanoTime;
		this.startedAt = nanoTime.getAsLong();
		this.leased = meters.counter("followsync.budget.tokens.leased");
		this.discarded = meters.counter("followsync.budget.tokens.discarded");
		meters.gauge("followsync.budget.tokens.held", this, ApplicationTokens::available);
	}

	/** Takes one token here, then the lane's; if the lane grants none, keeps its own. */
	Mono<Grant> with(Mono<Grant> lane) {
		return Mono.defer(() -> next(lane));
	}

	private synchronized Mono<Grant> next(Mono<Grant> lane) {
		discardOld();
		if (!this.tokens.isEmpty()) {
			this.spent++;
			return spending(lane, this.tokens.takeOldest());
		}
		if (this.leasing == null) {
			Duration empty = this.emptyUntil.minus(now());
			if (empty.isPositive()) {
				return Mono.just(missing(empty));
			}
			this.leasing = lease().cache();
		}
		return this.leasing.flatMap((empty) -> empty.isZero() ? with(lane) : Mono.just(missing(empty)));
	}

	private Grant.Insufficient missing(Duration next) {
		return new Grant.Insufficient(next, Taken.perToken(this.bucket), this.bucket.burst());
	}

	private Mono<Grant> spending(Mono<Grant> lane, Duration leasedAt) {
		AtomicBoolean settled = new AtomicBoolean();
		Runnable unspent = () -> {
			if (settled.compareAndSet(false, true)) {
				giveBack(leasedAt);
			}
		};
		return lane.doOnNext((grant) -> {
			if (grant instanceof Grant.Granted) {
				settled.set(true);
			}
			else {
				unspent.run();
			}
		}).doOnTerminate(unspent).doOnCancel(unspent);
	}

	// The age counts from before the statement, so that it is never underestimated.
	private Mono<Duration> lease() {
		Duration now = now();
		return this.lease.apply(this.size)
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("no answer to a lease")))
			.map((taken) -> filled(taken, now))
			.doOnError((ex) -> failed());
	}

	/** The time until tokens may be available; zero if there are some now. */
	private synchronized Duration filled(Taken taken, Duration askedAt) {
		this.leasing = null;
		this.leased.increment(taken.tokens());
		this.tokens.add(askedAt, taken.tokens());
		this.spent = 0;
		if (taken.tokens() > 0) {
			this.shortages = 0;
			this.size = Math.min(this.bucket.batch(), this.size * 2);
			return Duration.ZERO;
		}
		Duration pause = pause(taken);
		this.shortages = Math.min(this.shortages + 1, MAX_DOUBLINGS);
		if (pause.compareTo(MAX_SILENCE) < 0) {
			this.emptyUntil = now().plus(pause);
		}
		return pause;
	}

	// All replicas wait for the same tokens: the longer the shortage, the longer each
	// waits before it asks again, but not so long that the bucket overflows.
	private Duration pause(Taken taken) {
		Duration pause = taken.until(this.size, this.bucket).multipliedBy(1L << this.shortages);
		Duration longest = taken.until(Math.max(this.size, this.bucket.burst() / 2), this.bucket);
		return (pause.compareTo(longest) < 0) ? pause : longest;
	}

	private synchronized void failed() {
		this.leasing = null;
	}

	private synchronized void giveBack(Duration leasedAt) {
		this.tokens.add(leasedAt, 1);
		this.spent--;
	}

	private synchronized int available() {
		discardOld();
		return this.tokens.size();
	}

	private void discardOld() {
		int old = this.tokens.discardUpTo(now().minus(this.bucket.keep()));
		if (old > 0) {
			this.discarded.increment(old);
			this.size = Math.max(1, this.spent);
		}
	}

	private Duration now() {
		return Duration.ofNanos(this.nanoTime.getAsLong() - this.startedAt);
	}

}
