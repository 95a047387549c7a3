package io.followsync.worker.retention;

import java.time.Duration;
import java.util.List;

import io.followsync.runtime.database.Columns;
import io.followsync.runtime.database.DatabaseWait;
import io.followsync.worker.claim.WorkerIdentity;
import io.followsync.worker.due.Repeating;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;

/**
 * Removes jobs that are due for removal, with everything that refers to them, whatever
 * their kind, and accounts. One worker sweeps for all; if it ends, another takes over.
 */
@Component
class Sweep implements SmartLifecycle {

	private static final Duration MAX_STATEMENT = Duration.ofSeconds(60);

	// One at a time, so that the time of a statement does not grow with the backlog.
	private static final String JOB = """
			WITH due AS MATERIALIZED (
			  SELECT id FROM jobs WHERE remove_at <= (SELECT deciding_time()) ORDER BY remove_at LIMIT 1 FOR UPDATE SKIP LOCKED)
			DELETE FROM jobs USING due WHERE jobs.id = due.id""";

	// With the session that was sealed for it, so this does not wait for an hour.
	private static final String SIGN_INS = "DELETE FROM sign_ins WHERE expires_at <= deciding_time()";

	// A bucket untouched for a day is full again; a pause that ended a day ago no longer
	// lengthens the next one; a session named a day ago may be named anew, unless a pause
	// of its account is still on record. An owner without an account may be about to
	// prove one.
	private static final List<String> LEFTOVERS = List.of("""
			DELETE FROM recent_durations WHERE id <= (SELECT max(id) - 50 FROM recent_durations)""", """
			DELETE FROM workers WHERE seen_at < deciding_time() - interval '1 hour'""", """
			DELETE FROM token_buckets WHERE refilled_at < deciding_time() - interval '1 day'""", """
			DELETE FROM lane_cooldowns WHERE until < deciding_time() - interval '1 day'""", """
			DELETE FROM known_sessions k WHERE confirmed_at < deciding_time() - interval '1 day'
			  AND NOT EXISTS (SELECT FROM lane_cooldowns c WHERE c.lane = k.account)""", """
			DELETE FROM browser_sessions WHERE expires_at <= deciding_time()""", """
			DELETE FROM access_tokens WHERE expires_at <= deciding_time() - interval '30 days'""", """
			DELETE FROM idempotent_answers WHERE created_at <= deciding_time() - interval '1 day'""",
			"""
					DELETE FROM owners o WHERE NOT EXISTS (SELECT FROM accounts a WHERE a.owner_id = o.id)
					  AND NOT EXISTS (SELECT FROM sign_ins s WHERE s.requested_by = o.id AND s.expires_at > deciding_time())""");

	private static final String MONTHS = "SELECT keep_month_partitions(:months)";

	private static final String SWEEPING = "sweep";

	private static final String CLEARING = "clear leftovers";

	// Asked together with the duty, so that a turn in which nothing is due is one
	// statement.
	private static final String IS_ANY_DUE = """
			coalesce((SELECT min(remove_at) FROM jobs) <= deciding_time(), false)
			  OR coalesce((SELECT min(expires_at) FROM sign_ins) <= deciding_time(), false)
			  OR coalesce((SELECT min(remove_at) FROM accounts) <= deciding_time(), false)
			  OR NOT EXISTS (SELECT FROM duties WHERE name = '%s'
			    AND until > deciding_time() AND until <= deciding_time() + interval '1 hour')""".formatted(CLEARING);

	private static final Duration CLEARING_INTERVAL = Duration.ofHours(1);

	private final DatabaseClient database;

	private final Duties duties;

	private final AccountRemoval accounts;

	private final Properties properties;

	private final Counter removed;

	private final Repeating sweeping;

	Sweep(DatabaseClient database, Duties duties, AccountRemoval accounts, Properties properties,
			MeterRegistry meters) {
		this.database = database;
		this.duties = duties;
		this.accounts = accounts;
		this.properties = properties;
		this.removed = meters.counter("followsync.jobs.removed");
		Counter failures = meters.counter("followsync.sweep.failures");
		this.sweeping = new Repeating("sweep", properties.interval(), this::sweep, failures::increment);
	}

	@Override
	public void start() {
		this.sweeping.start();
	}

	// The duty lasts until the next turn but one, so that it stays with one worker.
	Mono<Void> sweep() {
		return this.duties.keepAndAsk(SWEEPING, dutyTime(), IS_ANY_DUE)
			.flatMap((isAnyDue) -> isAnyDue ? remove() : Mono.empty());
	}

	private Mono<Boolean> keepDuty() {
		return this.duties.keep(SWEEPING, dutyTime());
	}

	private Duration dutyTime() {
		return this.properties.interval().multipliedBy(2);
	}

	// Last, and only so much of it a turn: a large account must not hold up the rest. The
	// duty is kept meanwhile, since what cannot be removed may take longer than it lasts.
	private Mono<Void> remove() {
		return removeJob().expand((removed) -> (removed > 0) ? removeJob() : Mono.empty())
			.then(execute(SIGN_INS))
			.then(clearLeftovers())
			.then(this.accounts.removeNext(Mono.defer(this::keepDuty)));
	}

	private Mono<Void> clearLeftovers() {
		return this.duties.take(CLEARING, CLEARING_INTERVAL)
			.flatMap((ours) -> ours ? Flux.fromIterable(LEFTOVERS).concatMap(this::execute).then(keepMonths())
					: Mono.empty());
	}

	private Mono<Void> keepMonths() {
		return bounded(this.database.sql(MONTHS).bind("months", this.properties.historyMonths()).then());
	}

	private Mono<Void> execute(String sql) {
		return bounded(this.database.sql(sql).then());
	}

	private Mono<Long> removeJob() {
		return bounded(this.database.sql(JOB).fetch().rowsUpdated()).doOnNext(this.removed::increment);
	}

	static <T> Mono<T> bounded(Mono<T> statement) {
		return DatabaseWait.atMost(MAX_STATEMENT, statement);
	}

	@Override
	public void stop() {
		this.sweeping.stop();
	}

	@Override
	public boolean isRunning() {
		return this.sweeping.isRunning();
	}

	/**
	 * @param interval how often what is due for removal is removed
	 * @param historyMonths for how many months the events, activities and ended syncs of
	 * accounts are kept, besides the current one
	 */
	@ConfigurationProperties("followsync.retention")
	record Properties(@DefaultValue("5s") Duration interval, @DefaultValue("120") int historyMonths) {

		private static final int MAX_MONTHS = 1200;

		Properties {
			if (!interval.isPositive()) {
				throw new IllegalArgumentException("followsync.retention: interval must be positive");
			}
			if (historyMonths < 1 || historyMonths > MAX_MONTHS) {
				throw new IllegalArgumentException(
						"followsync.retention: history-months must be between 1 and " + MAX_MONTHS);
			}
		}

	}

	/**
	 * What only one worker at a time does. A duty is this worker's for a while; if it
	 * does not keep it, the first who asks after that has it.
	 */
	@Repository
	static class Duties {

		// A time that lies further ahead than anybody sets it was set before the clock
		// jumped.
		private static final String TAKE = """
				INSERT INTO duties AS d (name, worker_id, until)
				VALUES (:name, :worker, deciding_time() + make_interval(secs => :seconds))
				ON CONFLICT (name) DO UPDATE SET worker_id = excluded.worker_id, until = excluded.until
				WHERE d.until <= deciding_time() OR d.until > deciding_time() + make_interval(secs => :seconds)
				  OR (:keep AND d.worker_id = :worker)""";

		private final DatabaseClient database;

		private final String worker;

		Duties(DatabaseClient database, WorkerIdentity worker) {
			this.database = database;
			this.worker = worker.id();
		}

		/** Whether this worker has the duty, from now on for that long. */
		Mono<Boolean> keep(String duty, Duration time) {
			return take(duty, time, true);
		}

		/** Whether it is time for the duty and this worker took it, for that long. */
		Mono<Boolean> take(String duty, Duration time) {
			return take(duty, time, false);
		}

		/**
		 * Keeps the duty and answers the question, a condition in SQL; empty if it is not
		 * this worker's.
		 */
		Mono<Boolean> keepAndAsk(String duty, Duration time, String question) {
			return bounded(statement(TAKE + " RETURNING " + question, duty, time, true).mapValue(Boolean.class).one());
		}

		private Mono<Boolean> take(String duty, Duration time, boolean keep) {
			return bounded(statement(TAKE, duty, time, keep).fetch().rowsUpdated()).map((rows) -> rows > 0);
		}

		private DatabaseClient.GenericExecuteSpec statement(String sql, String duty, Duration time, boolean keep) {
			return this.database.sql(sql)
				.bind("name", duty)
				.bind("worker", this.worker)
				.bind("seconds", Columns.seconds(time))
				.bind("keep", keep);
		}

	}

}
