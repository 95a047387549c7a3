package io.followsync.worker.budget.r2dbc;

import java.time.Duration;

import io.followsync.job.Lane;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.BudgetProperties;
import io.followsync.worker.budget.Grant;
import io.followsync.worker.database.DatabaseWait;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/**
 * Each take is one atomic statement; the refill goes by the deciding clock and never runs
 * backwards. What a bucket holds is computed once a statement (hence {@code OFFSET 0}),
 * as the deciding clock moves on between two readings.
 */
@Repository
class TokenBuckets implements Budget {

	private static final String SHARED = "unconfirmed";

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	private static final double SECONDS_AN_HOUR = 3600;

	private static final double MILLIS_A_SECOND = 1000;

	private static final String TAKE = """
			INSERT INTO token_buckets AS b (name, tokens, burst, per_second, refilled_at, granted)
			VALUES (:name, :burst - 1, :burst, :rate, deciding_time(), 1)
			ON CONFLICT (name) DO UPDATE SET
			  (tokens, granted) = (SELECT a - (a >= 1)::int, (a >= 1)::int
			    FROM (SELECT available_tokens(b, :burst, :rate) AS a OFFSET 0) AS once),
			  refilled_at = greatest(b.refilled_at, deciding_time()),
			  burst = :burst, per_second = :rate
			RETURNING granted, tokens""";

	private static final String CHARGE = """
			INSERT INTO token_buckets AS b (name, tokens, burst, per_second, refilled_at, granted)
			VALUES (:name, :burst - 1, :burst, :rate, deciding_time(), 0)
			ON CONFLICT (name) DO UPDATE SET
			  tokens = available_tokens(b, :burst, :rate) - 1, granted = 0,
			  refilled_at = greatest(b.refilled_at, deciding_time()),
			  burst = :burst, per_second = :rate""";

	private final DatabaseClient database;

	private final BudgetProperties limits;

	TokenBuckets(DatabaseClient database, BudgetProperties limits) {
		this.database = database;
		this.limits = limits;
	}

	@Override
	public Mono<Grant> take(Lane lane) {
		double burst = burst(lane);
		double rate = perSecond(lane);
		return this.database.sql(TAKE)
			.bind("name", bucket(lane))
			.bind("burst", burst)
			.bind("rate", rate)
			.map((row) -> (row.get("granted", Integer.class) == 1) ? new Grant.Granted()
					: shortOf(row.get("tokens", Double.class), burst, rate))
			.one()
			.transform((take) -> DatabaseWait.atMost(LONGEST_WAIT, take));
	}

	@Override
	public Mono<Void> charge(Lane account) {
		return this.database.sql(CHARGE)
			.bind("name", bucket(account))
			.bind("burst", burst(account))
			.bind("rate", perSecond(account))
			.then()
			.transform((charge) -> DatabaseWait.atMost(LONGEST_WAIT, charge));
	}

	private static Grant shortOf(double tokens, double burst, double rate) {
		return new Grant.Short(seconds((1 - tokens) / rate), seconds(1 / rate), (int) burst);
	}

	private static Duration seconds(double seconds) {
		return Duration.ofMillis((long) Math.ceil(seconds * MILLIS_A_SECOND));
	}

	private static String bucket(Lane lane) {
		return lane.unconfirmed() ? SHARED : lane.value();
	}

	private double burst(Lane lane) {
		return lane.unconfirmed() ? this.limits.unconfirmed().burst() : this.limits.account().burst();
	}

	private double perSecond(Lane lane) {
		int perHour = lane.unconfirmed() ? this.limits.unconfirmed().perHour() : this.limits.account().perHour();
		return perHour / SECONDS_AN_HOUR;
	}

}
