package io.followsync.worker.budget.r2dbc;

import java.util.function.LongSupplier;

import io.followsync.job.Lane;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.BudgetProperties;
import io.followsync.worker.budget.BudgetProperties.Bucket;
import io.followsync.worker.budget.Grant;
import io.followsync.worker.budget.r2dbc.TokenBuckets.Taken;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Repository;

/** The application's token first, which costs no statement, then the lane's. */
@Repository
class LaneBudgets implements Budget {

	private static final String APPLICATION = "application";

	private static final String SHARED = "unconfirmed";

	private final TokenBuckets buckets;

	private final BudgetProperties limits;

	private final ApplicationTokens application;

	@Autowired
	LaneBudgets(TokenBuckets buckets, BudgetProperties limits, MeterRegistry meters) {
		this(buckets, limits, meters, System::nanoTime);
	}

	LaneBudgets(TokenBuckets buckets, BudgetProperties limits, MeterRegistry meters, LongSupplier nanoTime) {
		this.buckets = buckets;
		this.limits = limits;
		this.application = new ApplicationTokens(limits.application(),
				(most) -> buckets.take(APPLICATION, limits.application(), most), nanoTime, meters);
	}

	@Override
	public Mono<Grant> take(Lane lane) {
		return this.application.with(
				lane.unconfirmed() ? one(SHARED, this.limits.unconfirmed()) : one(lane.value(), this.limits.account()));
	}

	private Mono<Grant> one(String name, Bucket bucket) {
		return this.buckets.take(name, bucket, 1)
			.map((taken) -> (taken.tokens() == 1) ? new Grant.Granted()
					: new Grant.Short(taken.until(1, bucket), Taken.perToken(bucket), bucket.burst()));
	}

	@Override
	public Mono<Void> charge(Lane account) {
		return this.buckets.charge(account.value(), this.limits.account());
	}

}
