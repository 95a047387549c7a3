package io.followsync.worker.budget.r2dbc;

import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.followsync.job.Lane;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.BudgetProperties;
import io.followsync.worker.budget.TokenReserve;
import io.followsync.worker.budget.r2dbc.TokenBuckets.Taken;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Repository;

/**
 * Takes the application's token first, which seldom costs a statement, then the lane's,
 * which costs one unless the run has taken it before.
 */
@Repository
class LaneBudgets implements Budget {

	private static final String APPLICATION = "application";

	private static final String SHARED = "unconfirmed";

	private static final String ACCOUNT = "account";

	private static final String PAID = "paid";

	private static final String SHORT = "short";

	private static final String RESTING = "resting";

	private final TokenBuckets buckets;

	private final BudgetProperties limits;

	private final ApplicationTokens application;

	private final MeterRegistry meters;

	private final LongSupplier nanoTime;

	@Autowired
	LaneBudgets(TokenBuckets buckets, BudgetProperties limits, MeterRegistry meters) {
		this(buckets, limits, meters, System::nanoTime);
	}

	LaneBudgets(TokenBuckets buckets, BudgetProperties limits, MeterRegistry meters, LongSupplier nanoTime) {
		this.buckets = buckets;
		this.limits = limits;
		this.application = new ApplicationTokens(limits.application(),
				(most) -> buckets.take(APPLICATION, limits.application(), most), nanoTime, meters);
		this.meters = meters;
		this.nanoTime = nanoTime;
		registerLimit(APPLICATION, limits.application().limit());
		registerLimit(ACCOUNT, limits.account().limit());
		Stream.of(ACCOUNT, SHARED)
			.forEach((lane) -> Stream.of(PAID, SHORT, RESTING).forEach((outcome) -> count(lane, outcome, 0)));
	}

	private void registerLimit(String bucket, int limit) {
		Gauge.builder("followsync.budget.limit", () -> limit)
			.baseUnit("requests")
			.tag("bucket", bucket)
			.register(this.meters);
	}

	@Override
	public Mono<Grant> take(Lane lane, TokenReserve reserve, long wanted) {
		return this.application.with(lane.isUnconfirmed() ? ofSession(lane) : ofAccount(lane, reserve, wanted))
			.doOnNext((grant) -> count(lane.isUnconfirmed() ? SHARED : ACCOUNT, switch (grant) {
				case Grant.Granted granted -> PAID;
				case Grant.Insufficient missing -> SHORT;
				case Grant.CoolingDown cooling -> RESTING;
			}, 1));
	}

	private void count(String lane, String outcome, int more) {
		this.meters.counter("followsync.budget.requests", "lane", lane, "outcome", outcome).increment(more);
	}

	private Mono<Grant> ofSession(Lane session) {
		return this.buckets.accountOf(session)
			.flatMap((account) -> takeOne(account.value(), this.limits.account()))
			.switchIfEmpty(Mono.defer(() -> ofUnconfirmed(session)));
	}

	private Mono<Grant> ofUnconfirmed(Lane session) {
		Mono<Grant> own = takeOne(session.value(), this.limits.account());
		return takeOne(SHARED, this.limits.unconfirmed())
			.flatMap((shared) -> (shared instanceof Grant.Granted) ? own.flatMap(this::orGiveBack) : Mono.just(shared));
	}

	private Mono<Grant> orGiveBack(Grant own) {
		return (own instanceof Grant.Granted) ? Mono.just(own)
				: this.buckets.giveBack(SHARED, this.limits.unconfirmed()).thenReturn(own);
	}

	private Mono<Grant> ofAccount(Lane account, TokenReserve reserve, long wanted) {
		return Mono.defer(() -> {
			long now = this.nanoTime.getAsLong();
			if (reserve.spend(now)) {
				return Mono.just(new Grant.Granted());
			}
			return take(account.value(), this.limits.account(), reserve.nextSize(now, wanted),
					(more) -> reserve.fill(more, now));
		});
	}

	private Mono<Grant> takeOne(String name, BudgetProperties.Bucket bucket) {
		return take(name, bucket, 1, (more) -> {
		});
	}

	// One token is granted, and the others are passed on.
	private Mono<Grant> take(String name, BudgetProperties.Bucket bucket, int most, IntConsumer others) {
		return this.buckets.take(name, bucket, most).<Grant>map((taken) -> {
			if (taken.tokens() == 0) {
				return new Grant.Insufficient(taken.until(1, bucket), Taken.perToken(bucket), bucket.burst());
			}
			others.accept(taken.tokens() - 1);
			return new Grant.Granted();
		}).defaultIfEmpty(new Grant.CoolingDown());
	}

	@Override
	public Mono<Void> charge(Lane session, Lane account) {
		return this.buckets.charge(session, account, this.limits.account());
	}

}
