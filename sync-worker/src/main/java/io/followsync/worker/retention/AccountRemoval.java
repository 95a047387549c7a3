package io.followsync.worker.retention;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.followsync.runtime.database.Columns;
import io.followsync.runtime.logging.Failures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Removes accounts that are due for removal with everything of them, and the profiles of
 * members that no other account's history names. No statement grows with the size of an
 * account: each removes one batch, and a removal that was interrupted goes on where it
 * stood. Nothing is removed of an account that is no longer due.
 */
@Repository
class AccountRemoval {

	private static final Logger log = LoggerFactory.getLogger(AccountRemoval.class);

	private static final int BATCH = 1000;

	private static final int BATCHES_A_TURN = 100;

	static final int FAILURES_A_TURN = 10;

	// The end of a sync stores something of its account once more. Those that failed
	// come last, in the order of their last attempts, so that no number of them keeps
	// others waiting.
	private static final String NEXT = """
			SELECT a.id FROM accounts a WHERE a.remove_at <= (SELECT deciding_time()) AND a.id <> ALL (:passedOver)
			  AND NOT EXISTS (SELECT FROM jobs j WHERE j.claimed_user_id = a.id AND j.kind = 'SYNC'
			    AND j.state NOT IN ('COMPLETED', 'FAILED', 'CANCELLED'))
			ORDER BY array_position(:failing, a.id) NULLS FIRST, a.remove_at LIMIT 1""";

	// A gateway that connects the account anew holds this lock, too, before it looks.
	private static final String LOCK = "SELECT lock_account(:account)";

	// A statement of its own, because it must see what the lock has waited for.
	private static final String LOCK_DUE = """
			SELECT id FROM accounts WHERE id = :account AND remove_at <= deciding_time() FOR UPDATE""";

	private static final String BATCH_OF = """
			WITH batch AS MATERIALIZED (SELECT {keys} FROM {table} WHERE account_id = :account LIMIT :most)
			DELETE FROM {table} rest USING batch WHERE rest.account_id = :account AND {same}""";

	private static final String RELATIONSHIPS = batchOf("relationships", "list", "member_key", "since")
			+ " RETURNING rest.member_key";

	// First what says which walk the history rests on, since the rest of it says less and
	// less from then on.
	private static final String LISTS = batchOf("account_lists", "list");

	private static final List<String> OTHERS = List.of(batchOf("events", "seq", "recorded_at"),
			batchOf("activities", "at", "id"), batchOf("ended_syncs", "ended_at", "id"), batchOf("insights", "at"),
			batchOf("whitelisted_members", "member_key"));

	// A sync that has stored profiles and not yet ended keeps them from being removed.
	// None stores any meanwhile: it would count on a profile that is about to go.
	private static final String LOCK_MEMBERS = """
			SET LOCAL lock_timeout = '2s'; LOCK TABLE members IN SHARE ROW EXCLUSIVE MODE""";

	private static final String UNNAMED_MEMBERS = """
			DELETE FROM members m WHERE m.key = ANY (:keys)
			  AND NOT EXISTS (SELECT FROM relationships r WHERE r.member_key = m.key)""";

	// Whose relationships are all removed.
	private static final String ACCOUNT = """
			DELETE FROM accounts WHERE id = :account AND NOT EXISTS (SELECT FROM relationships WHERE account_id = :account)""";

	private final DatabaseClient database;

	private final TransactionalOperator transaction;

	private final Counter removed;

	private final Counter failures;

	// Logged already; in the order of their last attempts.
	private final Set<Long> failing = Collections.synchronizedSet(new LinkedHashSet<>());

	AccountRemoval(DatabaseClient database, TransactionalOperator transaction, MeterRegistry meters) {
		this.database = database;
		this.transaction = transaction;
		this.removed = meters.counter("followsync.accounts.removed");
		this.failures = meters.counter("followsync.accounts.removal.failures");
	}

	private static String batchOf(String table, String... keys) {
		String same = Arrays.stream(keys)
			.map((key) -> "rest." + key + " = batch." + key)
			.collect(Collectors.joining(" AND "));
		return BATCH_OF.replace("{table}", table).replace("{keys}", String.join(", ", keys)).replace("{same}", same);
	}

	/**
	 * Removes the account that has been due for the longest time, if any is, or a part of
	 * it; the next turn goes on with the rest. If that fails, the account is tried again
	 * when no other is due, and the one that is due next is removed instead.
	 * @param isOnDuty asked before each account whether to go on
	 */
	Mono<Void> removeNext(Mono<Boolean> isOnDuty) {
		return removeNext(isOnDuty, Set.of());
	}

	private Mono<Void> removeNext(Mono<Boolean> isOnDuty, Set<Long> passedOver) {
		return isOnDuty.filter((onDuty) -> onDuty && passedOver.size() < FAILURES_A_TURN)
			.flatMap((onDuty) -> findNext(passedOver))
			.flatMap((account) -> remove(account, new AtomicInteger(BATCHES_A_TURN))
				.doOnSuccess((done) -> this.failing.remove(account))
				.onErrorResume((error) -> {
					reportFailure(account, error);
					return removeNext(isOnDuty, with(passedOver, account));
				}));
	}

	private Mono<Long> findNext(Set<Long> passedOver) {
		return Sweep
			.bounded(this.database.sql(NEXT)
				.bind("passedOver", passedOver.toArray(Long[]::new))
				.bind("failing", this.failing.toArray(Long[]::new))
				.map((row) -> Columns.required(row, "id", Long.class))
				.one())
			.switchIfEmpty(Mono.fromRunnable(() -> this.failing.retainAll(passedOver)));
	}

	private static Set<Long> with(Set<Long> accounts, long another) {
		return Stream.concat(accounts.stream(), Stream.of(another)).collect(Collectors.toUnmodifiableSet());
	}

	private void reportFailure(long account, Throwable error) {
		this.failures.increment();
		boolean isFirst = !this.failing.remove(account);
		this.failing.add(account);
		if (isFirst) {
			log.atWarn()
				.addKeyValue("account", account)
				.addKeyValue("error", Failures.describe(error))
				.log("Removing an account failed, going on with the others and retrying it when no other is due");
		}
	}

	private Mono<Void> remove(long account, AtomicInteger batchesLeft) {
		Mono<Long> row = ifDue(account, statement(ACCOUNT, account).fetch().rowsUpdated());
		return removeAll(account, batch(LISTS, account), batchesLeft)
			.then(removeAll(account, relationships(account), batchesLeft))
			.thenMany(Flux.fromIterable(OTHERS))
			.concatMap((sql) -> removeAll(account, batch(sql, account), batchesLeft))
			// The row says that there is something left to remove.
			.then(Mono.defer(() -> (batchesLeft.get() > 0) ? row : Mono.empty()))
			.doOnNext(this.removed::increment)
			.then();
	}

	private Mono<Void> removeAll(long account, Mono<Long> batch, AtomicInteger batchesLeft) {
		return ifDue(account, batch).repeat(() -> batchesLeft.decrementAndGet() > 0)
			.takeWhile((removed) -> removed > 0 && batchesLeft.get() > 0)
			.then();
	}

	/** Removes nothing of an account that was connected anew meanwhile. */
	private Mono<Long> ifDue(long account, Mono<Long> batch) {
		return Sweep.bounded(statement(LOCK, account).then()
			.then(statement(LOCK_DUE, account).map((row) -> true).one())
			.flatMap((due) -> batch)
			.defaultIfEmpty(0L)
			.as(this.transaction::transactional));
	}

	private Mono<Long> batch(String sql, long account) {
		return statement(sql, account).bind("most", BATCH).fetch().rowsUpdated();
	}

	private Mono<Long> relationships(long account) {
		return statement(RELATIONSHIPS, account).bind("most", BATCH)
			.map((row) -> Columns.required(row, "member_key", Long.class))
			.all()
			.collectList()
			.flatMap((members) -> members.isEmpty() ? Mono.just(0L) : removeUnnamed(members));
	}

	private Mono<Long> removeUnnamed(List<Long> members) {
		return this.database.sql(LOCK_MEMBERS)
			.then()
			.then(this.database.sql(UNNAMED_MEMBERS).bind("keys", members.toArray(Long[]::new)).then())
			.thenReturn((long) members.size());
	}

	private DatabaseClient.GenericExecuteSpec statement(String sql, long account) {
		return this.database.sql(sql).bind("account", account);
	}

}
