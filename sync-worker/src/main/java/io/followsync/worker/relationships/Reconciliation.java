package io.followsync.worker.relationships;

import java.time.Instant;

import io.followsync.job.JobId;
import io.followsync.runtime.database.Columns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/**
 * Brings the history of an account up to a sync whose lists are both complete, inside the
 * transaction that ends the sync. All work is done by the database; what changed is
 * written, and nothing else.
 */
@Repository
public class Reconciliation {

	private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

	// Whoever reconciles this account or removes it waits here.
	private static final String LOCK = """
			SELECT a.id AS account FROM accounts a JOIN jobs j ON j.claimed_user_id = a.id WHERE j.id = :job FOR NO KEY UPDATE OF a""";

	// A statement of its own, because it must see what the lock has waited for.
	private static final String BEGIN = ChangeStatements.WALKS
			+ """
					SELECT deciding_time() AS at, bool_and(coalesce(began_at > previous_ended_at, previous_ended_at IS NULL)) AS newer,
					  bool_and(previous_ended_at IS NULL) AND NOT EXISTS (SELECT FROM relationships WHERE account_id = :account) AS first
					FROM walks""";

	private final DatabaseClient database;

	private final MemberStatements members;

	private final ChangeStatements changes;

	private final HistoryStatements history;

	private final ProfileStatements profiles;

	@Autowired
	Reconciliation(DatabaseClient database) {
		this(database, MemberStatements.MAX_CANDIDATES);
	}

	/** For tests: with another bound. */
	Reconciliation(DatabaseClient database, int maxCandidates) {
		this.database = database;
		this.members = new MemberStatements(database, maxCandidates);
		this.changes = new ChangeStatements(database);
		this.history = new HistoryStatements(database);
		this.profiles = new ProfileStatements(database);
	}

	/**
	 * Stores what the sync saw: whole, once its transaction commits. Stores nothing if
	 * the account does not exist any more, or if one of its lists was walked later by a
	 * sync that was stored already.
	 */
	public Mono<Void> reconcile(JobId job, boolean followersExact, boolean followingExact) {
		return this.database.sql(LOCK)
			.bind("job", job.value())
			.map((row) -> Columns.required(row, "account", Long.class))
			.one()
			.flatMap((account) -> begin(job, account))
			.flatMap((sync) -> store(sync, followersExact, followingExact));
	}

	private Mono<Sync> begin(JobId job, long account) {
		return this.database.sql(BEGIN)
			.bind("job", job.value())
			.bind("account", account)
			.map((row) -> new Begun(
					new Sync(job, account, Columns.required(row, "at", Instant.class),
							Columns.required(row, "first", Boolean.class)),
					Columns.required(row, "newer", Boolean.class)))
			.one()
			.filter(Begun::newer)
			.map(Begun::sync)
			.switchIfEmpty(Mono.fromRunnable(() -> log
				.warn("reconcile of sync {} skipped: a later walk over a list of account {} is stored already; "
						+ "its history stays as it is", job, account)));
	}

	private Mono<Void> store(Sync sync, boolean followersExact, boolean followingExact) {
		Mono<Void> relationships = sync.isFirst() ? this.history.begin(sync)
				: this.changes.find(sync).then(this.history.store(sync));
		return Flux
			.concat(this.members.find(sync), relationships, this.profiles.store(),
					this.history.close(sync, followersExact, followingExact))
			.then();
	}

	/**
	 * @param at the one time at which all of it is recorded
	 * @param isFirst whether nothing is stored yet that it could be compared with
	 */
	record Sync(JobId job, long account, Instant at, boolean isFirst) {
	}

	private record Begun(Sync sync, boolean newer) {
	}

}
