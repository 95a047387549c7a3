package io.followsync.worker.budget.r2dbc;

import java.time.Duration;

import io.followsync.worker.budget.BudgetProperties.Bucket;
import io.followsync.worker.database.DatabaseWait;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/**
 * The buckets of all replicas. Each take is one atomic statement; the refill goes by the
 * deciding clock and never runs backwards. What a bucket holds is computed once a
 * statement (hence {@code OFFSET 0}), as the deciding clock moves on between two
 * readings.
 */
@Repository
class TokenBuckets {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	private static final String TAKE = """
			INSERT INTO token_buckets AS b (name, tokens, burst, per_second, refilled_at, granted)
			VALUES (:name, :burst - :most, :burst, :rate, deciding_time(), :most)
			ON CONFLICT (name) DO UPDATE SET
			  (tokens, granted) = (SELECT a - g, g FROM (SELECT a, greatest(0, least(:most, floor(a)))::int AS g
			    FROM (SELECT available_tokens(b, :burst, :rate) AS a OFFSET 0) AS held OFFSET 0) AS once),
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

	TokenBuckets(DatabaseClient database) {
		this.database = database;
	}

	/** As many tokens as there are, up to {@code most}. */
	Mono<Taken> take(String name, Bucket bucket, int most) {
		return statement(TAKE, name, bucket).bind("most", most)
			.map((row) -> new Taken(row.get("granted", Integer.class), row.get("tokens", Double.class)))
			.one()
			.transform((take) -> DatabaseWait.atMost(LONGEST_WAIT, take));
	}

	/** Takes a token whether there is one or not. */
	Mono<Void> charge(String name, Bucket bucket) {
		return statement(CHARGE, name, bucket).then().transform((charge) -> DatabaseWait.atMost(LONGEST_WAIT, charge));
	}

	private DatabaseClient.GenericExecuteSpec statement(String sql, String name, Bucket bucket) {
		return this.database.sql(sql)
			.bind("name", name)
			.bind("burst", (double) bucket.burst())
			.bind("rate", Taken.perSecond(bucket));
	}

	/**
	 * What a take came to.
	 *
	 * @param tokens granted
	 * @param left in the bucket
	 */
	record Taken(int tokens, double left) {

		private static final double SECONDS_AN_HOUR = 3600;

		private static final double MILLIS_A_SECOND = 1000;

		/** Until the bucket holds so many, if nobody takes any. */
		Duration until(int wanted, Bucket bucket) {
			return seconds((wanted - this.left) / perSecond(bucket));
		}

		static Duration perToken(Bucket bucket) {
			return seconds(1 / perSecond(bucket));
		}

		private static double perSecond(Bucket bucket) {
			return bucket.perHour() / SECONDS_AN_HOUR;
		}

		private static Duration seconds(double seconds) {
			return Duration.ofMillis((long) Math.ceil(Math.max(0, seconds) * MILLIS_A_SECOND));
		}

	}

}
