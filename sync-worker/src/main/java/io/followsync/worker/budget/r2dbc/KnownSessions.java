package io.followsync.worker.budget.r2dbc;

import io.followsync.job.Lane;
import io.followsync.worker.budget.BudgetProperties.Bucket;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/**
 * Sessions whose owner Instagram has named, so that an analysis submitted again pays from
 * its account's bucket from the first request on.
 */
@Repository
class KnownSessions {

	private static final String FIND = "SELECT account FROM known_sessions WHERE lane = :session";

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

	KnownSessions(DatabaseClient database) {
		this.database = database;
	}

	/** The account's lane; empty until Instagram has named it. */
	Mono<Lane> account(Lane session) {
		return TokenBuckets.bounded(this.database.sql(FIND)
			.bind("session", session.value())
			.map((row) -> new Lane(row.get("account", String.class)))
			.one());
	}

	/** Stores the owner, and charges the account unless the owner was known. */
	Mono<Void> charge(Lane session, Lane account, Bucket bucket) {
		return TokenBuckets.bounded(TokenBuckets.bind(this.database.sql(CHARGE), bucket)
			.bind("session", session.value())
			.bind("account", account.value())
			.then());
	}

}
