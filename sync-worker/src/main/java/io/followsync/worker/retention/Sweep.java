package io.followsync.worker.retention;

import java.time.Duration;
import java.util.List;

import io.followsync.runtime.database.DatabaseWait;
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
			.flatMap((ours) -> ours ? removeJobs().then(clearLeftovers()) : Mono.empty());
	}

	private Mono<Void> removeJobs() {
		return removeJob().expand((removed) -> (removed > 0) ? removeJob() : Mono.empty()).then();
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

}
