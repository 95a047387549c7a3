package io.followsync.worker.budget.r2dbc;

import java.time.Duration;

import io.followsync.job.Lane;
import io.followsync.runtime.database.DatabaseWait;
import io.followsync.worker.budget.BudgetProperties;
import io.followsync.worker.budget.BudgetProperties.Bucket;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;

/**
 * The buckets that all replicas share, and which account pays for which session. Each
 * take is one atomic statement; refills follow the deciding clock and never run
 * backwards. A bucket's content is computed once per statement (hence {@code OFFSET 0}),
 * because the deciding clock moves on between two readings.
 */
@Repository
class TokenBuckets {

	private static final String TAKE = """
			INSERT INTO token_buckets AS b (name, tokens, burst, per_second, refilled_at, granted)
			SELECT :name, :burst - :most, :burst, :rate, deciding_time(), :most
			WHERE NOT EXISTS (SELECT FROM lane_cooldowns c WHERE c.lane = :name AND c.until > deciding_time())
			ON CONFLICT (name) DO UPDATE SET
			  (tokens, granted) = (SELECT a - g, g FROM (SELECT a, greatest(0, least(:most, floor(a)))::int AS g
			    FROM (SELECT available_tokens(b, :burst, :rate) AS a OFFSET 0) AS held OFFSET 0) AS once),
			  refilled_at = greatest(b.refilled_at, deciding_time()),
			  burst = :burst, per_second = :rate
			RETURNING granted, tokens""";

	private static final String GIVE_BACK = """
			UPDATE token_buckets b SET
			  tokens = least(:burst, available_tokens(b, :burst, :rate) + 1),
			  refilled_at = greatest(b.refilled_at, deciding_time())
			WHERE name = :name""";

	private static final String ACCOUNT = "SELECT account FROM known_sessions WHERE lane = :session";

	// The session's own bucket has the account's bounds, so it lacks now what the
	// account's would lack had the account paid.
	private static final String CHARGE = """
			WITH own AS (SELECT :burst - available_tokens(o, :burst, :rate) AS used FROM token_buckets o WHERE o.name = :session),
			first AS (
			  INSERT INTO known_sessions (lane, account) VALUES (:session, :account)
			  ON CONFLICT (lane) DO UPDATE SET account = excluded.account, confirmed_at = deciding_time()
			  WHERE known_sessions.account <> excluded.account
			  RETURNING lane)
			INSERT INTO token_buckets AS b (name, tokens, burst, per_second, refilled_at)
			SELECT :account, :burst - own.used, :burst, :rate, deciding_time() FROM own, first
			ON CONFLICT (name) DO UPDATE SET
			  tokens = available_tokens(b, :burst, :rate) - (:burst - excluded.tokens),
			  refilled_at = greatest(b.refilled_at, deciding_time()),
			  burst = :burst, per_second = :rate""";

	private final DatabaseClient database;

	TokenBuckets(DatabaseClient database) {
		this.database = database;
	}

	/**
	 * As many tokens as there are, up to {@code most}; empty while the lane of that name
	 * cools down.
	 */
	Mono<Taken> take(String name, Bucket bucket, int most) {
		return bounded(bind(this.database.sql(TAKE), bucket).bind("name", name)
			.bind("most", most)
			.map((row) -> new Taken(row.get("granted", Integer.class), row.get("tokens", Double.class)))
			.one());
	}

	/** Gives back one token that no request was made with. */
	Mono<Void> giveBack(String name, Bucket bucket) {
		return bounded(bind(this.database.sql(GIVE_BACK), bucket).bind("name", name).then());
	}

	/**
	 * The account that pays for the session from the first request on; empty until
	 * Instagram has named it.
	 */
	Mono<Lane> accountOf(Lane session) {
		return bounded(this.database.sql(ACCOUNT)
			.bind("session", session.value())
			.map((row) -> new Lane(row.get("account", String.class)))
			.one());
	}

	/** Stores the session's account, and charges it unless it was known. */
	Mono<Void> charge(Lane session, Lane account, Bucket bucket) {
		return bounded(bind(this.database.sql(CHARGE), bucket).bind("session", session.value())
			.bind("account", account.value())
			.then());
	}

	private static GenericExecuteSpec bind(GenericExecuteSpec statement, Bucket bucket) {
		return statement.bind("burst", (double) bucket.burst()).bind("rate", Taken.perSecond(bucket));
	}

	private static <T> Mono<T> bounded(Mono<T> statement) {
		return DatabaseWait.atMost(BudgetProperties.MAX_STATEMENT, statement);
	}

	/** What a take granted, and what it left in the bucket. */
	record Taken(int tokens, double left) {

		private static final double SECONDS_AN_HOUR = 3600;

		private static final double MILLIS_A_SECOND = 1000;

		/** The time until the bucket holds this many, if nobody takes any. */
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
