package io.followsync.worker.claim.r2dbc;

import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.runtime.database.Columns;
import io.followsync.worker.claim.Claims.Room;
import io.followsync.worker.claim.JobProperties;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * The statements that claim a job. Each finds its candidate by an index, in the order in
 * which jobs are claimed, and takes it with one update. The deciding clock is read once
 * for all candidates.
 */
record ClaimStatements(DatabaseClient database, KnownJobs known, String worker, JobProperties times) {

	private static final String EXPIRED = "j.state = 'RUNNING' AND j.lease_until <= (SELECT deciding_time())";

	private static final String RESUMING = "j.state = 'PARKED' AND j.resumes_at <= (SELECT deciding_time())";

	private static final String QUEUED = "j.state = 'QUEUED'";

	/**
	 * Counts the workers in a row that ended while they held a job and had stored nothing
	 * of it since they claimed it. A drain, a wait and a stored page start the count
	 * anew. To be assigned when a job is taken from its last holder, whose state then was
	 * {@code taken.was}.
	 * <p>
	 * A worker has ended if it is no longer among the live ones by the time its lease has
	 * run out. After an outage of the database that may be wrong for a moment, so the
	 * worker lost before is looked for once more: if it lives, its loss does not count.
	 */
	static final String COUNT_LOST_WORKERS = """
			lost_workers = CASE WHEN jobs.claims_in_vain = 0 THEN 0
			  WHEN taken.was = 'RUNNING' AND NOT EXISTS (SELECT FROM live_workers w WHERE w.id = jobs.worker_id)
			    THEN 1 + CASE WHEN NOT EXISTS (SELECT FROM live_workers w WHERE w.id = jobs.lost_worker_id)
			      THEN jobs.lost_workers ELSE 0 END
			  ELSE jobs.lost_workers END,
			lost_worker_id = CASE WHEN taken.was = 'RUNNING' AND jobs.claims_in_vain > 0
			    AND NOT EXISTS (SELECT FROM live_workers w WHERE w.id = jobs.worker_id)
			  THEN jobs.worker_id ELSE jobs.lost_worker_id END""";

	private static final String CLAIM_THIS = claim("taken AS MATERIALIZED (\n"
			+ first("j.id = :job AND ((" + EXPIRED + ") OR (" + RESUMING + ") OR " + QUEUED + ")", "j.id") + "\n)");

	// In the order in which they are tried. Whoever comes later is looked for only if
	// nobody came before, which is known before it is begun.
	private static final String CLAIM_BEST = claim("""
			expired AS MATERIALIZED (
			%s
			), resuming AS MATERIALIZED (
			%s
			), queued AS MATERIALIZED (
			%s
			), taken AS MATERIALIZED (
			SELECT id, was FROM expired UNION ALL SELECT id, was FROM resuming UNION ALL SELECT id, was FROM queued
			)""".formatted(first(EXPIRED + " AND left(j.lane, 2) = ANY (:lanes)", "j.lease_until, j.id"),
			firstOfAllSorts(first("left(j.lane, 2) = room.sort AND " + RESUMING, "j.resumes_at, j.id"),
					"NOT EXISTS (SELECT FROM expired)", "resumes_at"),
			firstOfAllSorts(first("left(j.lane, 2) = room.sort AND " + QUEUED, "j.turn, j.queued_at, j.id"),
					"NOT EXISTS (SELECT FROM expired) AND NOT EXISTS (SELECT FROM resuming)", "queued_at")));

	// The unique index on held lanes decides; excluding held lanes here only avoids
	// collisions. A cancelled job makes no request, so it waits for no
	// pause. A session whose owner Instagram has named observes its account's
	// pauses; a false session is never named, so it learns of none.
	private static String first(String condition, String order) {
		return """
				SELECT j.id, j.state AS was, j.resumes_at, j.queued_at
				FROM jobs j
				WHERE\s""" + condition + " AND " + KnownJobs.KNOWN
				+ """

						  AND (j.cancel_requested OR NOT EXISTS (SELECT FROM lane_cooldowns c WHERE c.until > (SELECT deciding_time())
						    AND c.lane = coalesce((SELECT k.account FROM known_sessions k WHERE k.lane = j.lane), j.lane)))
						  AND NOT EXISTS (SELECT FROM jobs o WHERE o.lane = j.lane AND o.holds_lane AND o.id <> j.id)
						ORDER BY\s"""
				+ order + " LIMIT 1 FOR UPDATE SKIP LOCKED";
	}

	// Of each sort of lane its first, then the first of these: each is found by an index.
	private static String firstOfAllSorts(String firstOfSort, String condition, String order) {
		return "SELECT first.id, first.was FROM unnest(:lanes) AS room (sort), LATERAL (\n" + firstOfSort
				+ "\n) AS first WHERE " + condition + " ORDER BY " + order + ", first.id LIMIT 1";
	}

	private static String claim(String candidate) {
		return "WITH " + candidate + """

				UPDATE jobs SET state = 'RUNNING', holds_lane = true, worker_id = :worker,
				  fence = fence + 1, progress_seq = progress_seq + 1, changed_at = deciding_time(),
				  lease_until = deciding_time() + make_interval(secs => :lease), dispatch_at = NULL,
				  wait_reason = NULL, resumes_at = NULL, remove_at = NULL,
				  claims_in_vain = claims_in_vain + 1, started_at = coalesce(started_at, deciding_time()),
				""" + COUNT_LOST_WORKERS + """

				FROM taken WHERE jobs.id = taken.id
				RETURNING taken.was,\s""" + ClaimRow.COLUMNS;
	}

	GenericExecuteSpec claim(JobId job) {
		return bind(CLAIM_THIS).bind("job", job.value());
	}

	GenericExecuteSpec claimBest(Room room) {
		return bind(CLAIM_BEST).bind("lanes", lanes(room));
	}

	private GenericExecuteSpec bind(String claim) {
		return this.known.bind(this.database.sql(claim))
			.bind("worker", this.worker)
			.bind("lease", Columns.seconds(this.times.lease()));
	}

	private static String[] lanes(Room room) {
		return switch (room) {
			case FOR_ANY -> new String[] { Lane.ACCOUNT, Lane.SESSION, Lane.IMPORT };
			case FOR_ANY_BUT_IMPORTS -> new String[] { Lane.ACCOUNT, Lane.SESSION };
			case FOR_ACCOUNTS -> new String[] { Lane.ACCOUNT };
		};
	}

}
