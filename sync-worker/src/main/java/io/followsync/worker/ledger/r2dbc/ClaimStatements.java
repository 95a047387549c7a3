package io.followsync.worker.ledger.r2dbc;

import java.util.List;
import java.util.stream.Stream;

import io.followsync.job.JobId;
import io.followsync.worker.ledger.Claims;
import io.followsync.worker.ledger.LedgerProperties;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * The statements that claim a job. Each finds its candidate by an index, in the order in
 * which jobs are claimed, and takes it with one update. The deciding clock is read once
 * for all candidates.
 */
final class ClaimStatements {

	private static final String EXPIRED = "j.state = 'RUNNING' AND j.lease_until <= (SELECT deciding_time())";

	private static final String RESUMING = "j.state = 'PARKED' AND j.resumes_at <= (SELECT deciding_time())";

	private static final String QUEUED = "j.state = 'QUEUED'";

	// The unique index on held lanes decides; excluding held lanes here only avoids
	// collisions. A job whose end was asked for makes no request, so it waits for no
	// pause. A session whose owner Instagram has named observes its account's
	// pauses; a false session is never named, so it learns of none.
	private static final String FIRST = """
			SELECT j.id, j.state AS was, j.resumes_at, j.queued_at
			FROM jobs j
			WHERE %s AND {known}
			  AND (j.cancel_requested OR NOT EXISTS (SELECT FROM lane_cooldowns c WHERE c.until > (SELECT deciding_time())
			    AND c.lane = coalesce((SELECT k.account FROM known_sessions k WHERE k.lane = j.lane), j.lane)))
			  AND NOT EXISTS (SELECT FROM jobs o WHERE o.lane = j.lane AND o.holds_lane AND o.id <> j.id)
			ORDER BY %s LIMIT 1
			FOR UPDATE SKIP LOCKED"""
		.replace("{known}", KnownJobs.KNOWN);

	/** Of each sort of lane its first, then the first of these. */
	private static final String FIRST_OF_EACH = """
			SELECT first.id, first.was FROM unnest(:lanes) AS room (sort), LATERAL (
			%s
			) AS first ORDER BY %s, first.id LIMIT 1""";

	private static final String CLAIM = """
			WITH best AS MATERIALIZED (
			%s
			)
			UPDATE jobs SET state = 'RUNNING', holds_lane = true, worker_id = :worker,
			  fence = fence + 1, progress_seq = progress_seq + 1, changed_at = deciding_time(),
			  lease_until = deciding_time() + make_interval(secs => :lease), dispatch_at = NULL,
			  wait_reason = NULL, resumes_at = NULL, remove_at = NULL,
			  claims_in_vain = claims_in_vain + 1, started_at = coalesce(started_at, deciding_time()),
			  %s
			FROM best WHERE jobs.id = best.id
			RETURNING best.was, """ + ClaimRow.COLUMNS;

	private static final String CLAIM_THIS = claim(
			FIRST.formatted("j.id = :job AND ((%s) OR (%s) OR %s)".formatted(EXPIRED, RESUMING, QUEUED), "j.id"));

	private static final String CLAIM_EXPIRED = claim(
			FIRST.formatted(EXPIRED + " AND left(j.lane, 2) = ANY (:lanes)", "j.lease_until, j.id"));

	private static final String CLAIM_RESUMING = claim(FIRST_OF_EACH
		.formatted(FIRST.formatted("left(j.lane, 2) = room.sort AND " + RESUMING, "j.resumes_at, j.id"), "resumes_at"));

	private static final String CLAIM_QUEUED = claim(FIRST_OF_EACH.formatted(
			FIRST.formatted("left(j.lane, 2) = room.sort AND " + QUEUED, "j.turn, j.queued_at, j.id"), "queued_at"));

	private final DatabaseClient database;

	private final String worker;

	private final LedgerProperties times;

	ClaimStatements(DatabaseClient database, String worker, LedgerProperties times) {
		this.database = database;
		this.worker = worker;
		this.times = times;
	}

	private static String claim(String candidate) {
		return CLAIM.formatted(candidate, LostWorkers.counted("best.was"));
	}

	GenericExecuteSpec claim(JobId job) {
		return bind(CLAIM_THIS).bind("job", job.value());
	}

	/** In the order in which they are to be tried. */
	List<GenericExecuteSpec> claimBest(Claims.Room room) {
		return Stream.of(CLAIM_EXPIRED, CLAIM_RESUMING, CLAIM_QUEUED)
			.map((claim) -> bind(claim).bind("lanes", lanes(room)))
			.toList();
	}

	private GenericExecuteSpec bind(String claim) {
		return this.database.sql(claim)
			.bind("worker", this.worker)
			.bind("lease", LedgerProperties.seconds(this.times.lease()));
	}

	private static String[] lanes(Claims.Room room) {
		return switch (room) {
			case FOR_ANY -> new String[] { "a:", "s:", "i:" };
			case FOR_ANY_BUT_IMPORTS -> new String[] { "a:", "s:" };
			case FOR_ACCOUNTS -> new String[] { "a:" };
		};
	}

}
