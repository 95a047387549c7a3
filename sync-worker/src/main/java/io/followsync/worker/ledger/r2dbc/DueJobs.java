package io.followsync.worker.ledger.r2dbc;

import java.util.List;
import java.util.UUID;

import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.messaging.SyncRequest;
import io.followsync.worker.ledger.LedgerProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Moves on the jobs that are due. One statement takes each job, so only one caller
 * dispatches it.
 */
final class DueJobs {

	private static final Logger log = LoggerFactory.getLogger(DueJobs.class);

	private static final String DUE = """
			UPDATE jobs SET dispatch_at = deciding_time() + make_interval(secs => :timeout)
			WHERE id IN (SELECT id FROM jobs WHERE dispatch_at <= deciding_time()
			             ORDER BY dispatch_at LIMIT :most FOR UPDATE SKIP LOCKED)
			RETURNING id, lane""";

	// A job that its lane keeps from running must say so, and until when.
	private static final String PARK_BLOCKED = """
			WITH due AS (
			  SELECT j.id, c.until,
			    EXISTS (SELECT FROM jobs o WHERE o.lane = j.lane AND o.holds_lane AND o.id <> j.id) AS held
			  FROM jobs j LEFT JOIN known_sessions k ON k.lane = j.lane
			    LEFT JOIN lane_cooldowns c ON c.lane = coalesce(k.account, j.lane) AND c.until > deciding_time()
			  WHERE j.dispatch_at <= deciding_time() AND NOT j.cancel_requested AND (j.state = 'QUEUED'
			    OR (j.state = 'PARKED' AND j.resumes_at <= deciding_time())
			    OR (j.state = 'RUNNING' AND j.lease_until <= deciding_time()))
			  ORDER BY j.dispatch_at LIMIT :most FOR UPDATE OF j SKIP LOCKED
			)
			UPDATE jobs SET state = 'PARKED', worker_id = NULL, lease_until = NULL,
			  wait_reason = CASE WHEN due.until IS NULL THEN 'LANE_BUSY' ELSE 'COOLDOWN' END,
			  resumes_at = coalesce(due.until, deciding_time() + make_interval(secs => :laneBusy)),
			  dispatch_at = coalesce(due.until, deciding_time() + make_interval(secs => :laneBusy)),
			  fence = fence + 1, progress_seq = progress_seq + 1, changed_at = deciding_time()
			FROM due WHERE jobs.id = due.id AND (due.held OR due.until IS NOT NULL)""";

	private final DatabaseClient database;

	private final LedgerProperties times;

	DueJobs(DatabaseClient database, LedgerProperties times) {
		this.database = database;
		this.times = times;
	}

	Mono<List<SyncRequest>> moveOn(int most) {
		return moved(PARK_BLOCKED, most).bind("laneBusy", LedgerProperties.seconds(this.times.laneBusy()))
			.then()
			.then(moved(DUE, most).bind("timeout", LedgerProperties.seconds(this.times.claimTimeout()))
				.map((row) -> new Due(new JobId(JobRow.get(row, "id", UUID.class)),
						JobRow.get(row, "lane", String.class)))
				.all()
				.flatMapIterable(DueJobs::request)
				.collectList());
	}

	private DatabaseClient.GenericExecuteSpec moved(String sql, int most) {
		return this.database.sql(sql).bind("most", most);
	}

	// Whoever claims this job will end it; the others due with it must not wait for that.
	private static List<SyncRequest> request(Due due) {
		if (Lane.isForm(due.lane())) {
			return List.of(new SyncRequest(due.job(), new Lane(due.lane())));
		}
		log.atWarn().addKeyValue("job", due.job()).log("due job is in a lane of no known form");
		return List.of();
	}

	private record Due(JobId job, String lane) {
	}

}
