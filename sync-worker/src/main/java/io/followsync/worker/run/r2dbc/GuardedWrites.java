package io.followsync.worker.run.r2dbc;

import java.time.Instant;

import io.followsync.worker.claim.Lease;
import io.followsync.worker.claim.Lease.WriteReceipt;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

import static io.followsync.runtime.database.Columns.required;

/** What all statements under a lease share. */
record GuardedWrites(DatabaseClient database) {

	/**
	 * The guard of a write that is progress: it clears retries, claims without progress
	 * and the doubt about the session.
	 */
	static final String PROGRESS = """
			WITH guard AS (
			  UPDATE jobs SET progress_seq = progress_seq + 1, changed_at = deciding_time(),
			    claims_in_vain = 0, retries = 0, doubted = false,
			    first_answer_at = coalesce(first_answer_at, deciding_time())
			  WHERE id = :job AND fence = :fence AND state = 'RUNNING'
			  RETURNING id, lane, progress_seq, changed_at, cancel_requested
			)""";

	/**
	 * Ends a statement that began with a guard. Also says what a run must know before it
	 * spends a token that it has in reserve.
	 */
	static final String RECEIPT = """
			SELECT progress_seq, changed_at, cancel_requested,
			  EXISTS (SELECT FROM lane_cooldowns c WHERE c.lane = guard.lane AND c.until > guard.changed_at) AS cooling_down
			FROM guard""";

	private static final String HELD = "SELECT 1 FROM jobs WHERE id = :job AND fence = :fence AND state = 'RUNNING'";

	GenericExecuteSpec statement(String sql, Lease lease) {
		return this.database.sql(sql).bind("job", lease.job().value()).bind("fence", lease.fence());
	}

	/** Signals {@link Lease.LostException} if the job is not held. */
	Mono<WriteReceipt> write(Lease lease, GenericExecuteSpec statement) {
		return statement.map((row) -> progressReceipt(row))
			.one()
			.switchIfEmpty(Mono.error(() -> new Lease.LostException(lease)));
	}

	/** Signals {@link Lease.LostException} if the job is not held. */
	<T> Mono<T> emptyIfHeld(Lease lease) {
		return Mono.defer(() -> statement(HELD, lease).map((row) -> true).one())
			.switchIfEmpty(Mono.error(() -> new Lease.LostException(lease)))
			.then(Mono.empty());
	}

	/** Binds null as a value of that type. */
	static <T> Parameter orNull(@Nullable T value, Class<T> type) {
		return (value != null) ? Parameters.in(value) : Parameters.in(type);
	}

	/** Of a statement that ends with {@link #RECEIPT}. */
	static WriteReceipt progressReceipt(Readable row) {
		return receipt(row, required(row, "cooling_down", Boolean.class));
	}

	/** Of a write after which the run makes no request. */
	static WriteReceipt receipt(Readable row) {
		return receipt(row, false);
	}

	private static WriteReceipt receipt(Readable row, boolean coolingDown) {
		return new WriteReceipt(required(row, "progress_seq", Long.class), required(row, "changed_at", Instant.class),
				required(row, "cancel_requested", Boolean.class), coolingDown);
	}

}
