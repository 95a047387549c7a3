package io.followsync.worker.retention;

import io.followsync.runtime.database.Columns;
import java.time.Duration;

import io.followsync.worker.claim.WorkerIdentity;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/**
 * What only one worker at a time does. A duty is this worker's for a while; if it does
 * not keep it, the first who asks after that has it.
 */
@Repository
class Duties {

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
		return Sweep
			.bounded(this.database.sql(TAKE)
				.bind("name", duty)
				.bind("worker", this.worker)
				.bind("seconds", Columns.seconds(time))
				.bind("keep", keep)
				.fetch()
				.rowsUpdated())
			.map((rows) -> rows > 0);
	}

}
