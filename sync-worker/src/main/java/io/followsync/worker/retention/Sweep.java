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
 * their kind. One worker sweeps for all; if it ends, another takes over.
 */
@Component
class Sweep implements SmartLifecycle {

	private static final Duration MAX_STATEMENT = Duration.ofSeconds(60);

	// One at a time, so that the time of a statement does not grow with the backlog.
	private static final String JOB = """
			WITH due AS MATERIALIZED (
			  SELECT id FROM jobs WHERE remove_at <= (SELECT deciding_time()) ORDER BY remove_at LIMIT 1 FOR UPDATE SKIP LOCKED)
			DELETE FROM jobs USING due WHERE jobs.id = due.id""";

	// A bucket untouched for a day is full again; a pause that ended a day ago no longer
	// lengthens the next one; a session named a day ago may be named anew, unless a pause
	// of its account is still on record.
	private static final List<String> LEFTOVERS = List.of("""
			DELETE FROM recent_durations WHERE id <= (SELECT max(id) - 50 FROM recent_durations)""", """
			DELETE FROM workers WHERE seen_at < deciding_time() - interval '1 hour'""", """
			DELETE FROM token_buckets WHERE refilled_at < deciding_time() - interval '1 day'""", """
			DELETE FROM lane_cooldowns WHERE until < deciding_time() - interval '1 day'""", """
			DELETE FROM known_sessions k WHERE confirmed_at < deciding_time() - interval '1 day'
			  AND NOT EXISTS (SELECT FROM lane_cooldowns c WHERE c.lane = k.account)""");

	private static final String SWEEPING = "sweep";

	private static final String CLEARING = "clear leftovers";

	private static final Duration CLEARING_INTERVAL = Duration.ofHours(1);

	private final DatabaseClient database;

	private final Duties duties;

	private final Duration interval;

	private final Counter removed;

	private final Repeating sweeping;

	Sweep(DatabaseClient database, Duties duties, Properties properties, MeterRegistry meters) {
		this.database = database;
		this.duties = duties;
		this.interval = properties.interval();
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
		return this.duties.keep(SWEEPING, this.interval.multipliedBy(2))
			.flatMap((ours) -> ours
					? removeJob().expand((removed) -> (removed > 0) ? removeJob() : Mono.empty()).then(clearLeftovers())
					: Mono.empty());
	}

	private Mono<Void> clearLeftovers() {
		return this.duties.take(CLEARING, CLEARING_INTERVAL)
			.flatMap((ours) -> ours
					? Flux.fromIterable(LEFTOVERS).concatMap((sql) -> bounded(this.database.sql(sql).then())).then()
					: Mono.empty());
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
	 */
	@ConfigurationProperties("followsync.retention")
	record Properties(@DefaultValue("5s") Duration interval) {

		Properties {
			if (!interval.isPositive()) {
				throw new IllegalArgumentException("followsync.retention: interval must be positive");
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

		private Mono<Boolean> take(String duty, Duration time, boolean keep) {
			return bounded(this.database.sql(TAKE)
				.bind("name", duty)
				.bind("worker", this.worker)
				.bind("seconds", Columns.seconds(time))
				.bind("keep", keep)
				.fetch()
				.rowsUpdated()).map((rows) -> rows > 0);
		}

	}

}
