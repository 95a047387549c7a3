package io.followsync.worker.retention;

import java.time.Duration;
import java.util.List;

import io.followsync.runtime.database.DatabaseWait;
import io.followsync.worker.repeating.Repeating;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * Removes jobs that are due for removal, with everything that refers to them. Every
 * replica sweeps; each row is removed by one of them.
 */
@Component
class Sweep implements SmartLifecycle {

	private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(60);

	// One at a time, so that the time of a statement does not grow with the backlog.
	private static final String JOB = """
			DELETE FROM jobs WHERE id = (
			  SELECT id FROM jobs WHERE remove_at <= deciding_time() ORDER BY remove_at LIMIT 1 FOR UPDATE SKIP LOCKED)""";

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

	private final DatabaseClient database;

	private final Counter removed;

	private final Repeating sweeping;

	Sweep(DatabaseClient database, RetentionProperties properties, MeterRegistry meters) {
		this.database = database;
		this.removed = meters.counter("followsync.jobs.removed");
		Counter failures = meters.counter("followsync.sweep.failures");
		this.sweeping = new Repeating("sweep", properties.interval(), this::sweep, failures::increment);
	}

	@Override
	public void start() {
		this.sweeping.start();
	}

	Mono<Void> sweep() {
		return removeJob().expand((removed) -> (removed > 0) ? removeJob() : Mono.empty())
			.thenMany(Flux.fromIterable(LEFTOVERS).concatMap((sql) -> bounded(this.database.sql(sql).then())))
			.then();
	}

	private Mono<Long> removeJob() {
		return bounded(this.database.sql(JOB).fetch().rowsUpdated()).doOnNext(this.removed::increment);
	}

	private static <T> Mono<T> bounded(Mono<T> statement) {
		return DatabaseWait.atMost(LONGEST_STATEMENT, statement);
	}

	@Override
	public void stop() {
		this.sweeping.stop();
	}

	@Override
	public boolean isRunning() {
		return this.sweeping.isRunning();
	}

}
