package io.followsync.gateway.queue;

import java.util.List;

import io.followsync.gateway.database.UncancellableWork;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.runtime.database.Columns;
import io.followsync.vault.Fingerprints;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/**
 * Reads the queue. No query is cancelled by a caller that goes away, and none reads more
 * than a bounded number of rows.
 */
@Repository
public class QueueQueries {

	// Each counted part names the order of an index, so that no plan reads what has
	// ended.
	private static final String JOBS = """
			(SELECT CASE WHEN counted < $1 THEN counted
			             ELSE greatest(counted, (SELECT reltuples::bigint FROM pg_class WHERE oid = 'jobs'::regclass)) END
			   FROM (SELECT (SELECT count(*) FROM (
			                  SELECT FROM jobs WHERE state IN ('QUEUED', 'RUNNING', 'PARKED') ORDER BY state, wait_reason LIMIT $1) live)
			              + (SELECT count(*) FROM (
			                  SELECT FROM jobs WHERE remove_at > deciding_time() AND state NOT IN ('QUEUED', 'RUNNING', 'PARKED')
			                   ORDER BY remove_at LIMIT $1) leaving) AS counted) c)
			""";

	// Counted for each worker: one that has no slot left does not reduce those of others.
	private static final String OPEN_SLOTS = """
			(SELECT coalesce(sum(greatest(0, least(w.slots - coalesce(held.jobs, 0), w.anonymous_slots - coalesce(held.unproven, 0)))), 0)
			   FROM live_workers w LEFT JOIN (
			     SELECT worker_id, count(*) AS jobs, count(*) FILTER (WHERE lane NOT LIKE 'a:%') AS unproven FROM (
			       SELECT worker_id, lane FROM jobs WHERE state = 'RUNNING' ORDER BY state, wait_reason LIMIT {limit}) r
			      GROUP BY worker_id) held ON held.worker_id = w.id)::int AS open_slots
			""";

	private static final String STANDING = """
			SELECT (SELECT count(*) FROM (SELECT FROM jobs WHERE state = 'QUEUED' ORDER BY queued_at, id LIMIT $1) q)::int AS queued,
			       (SELECT count(*) FROM (SELECT FROM jobs WHERE state = 'RUNNING' ORDER BY state, wait_reason LIMIT $1) r)::int AS running,
			       (SELECT CASE WHEN counted < $1 THEN counted
			                    ELSE greatest(counted, (SELECT (figures->>'started')::bigint FROM fleet_figures)) END
			          FROM (SELECT count(*) AS counted FROM (
			                 SELECT FROM jobs WHERE holds_lane ORDER BY started_at LIMIT $1) s) c)::int AS started,
			       (SELECT coalesce(sum(slots), 0) FROM live_workers)::int AS slots,
			       %s,
			       (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM duration))
			          FROM (SELECT duration FROM recent_durations ORDER BY id DESC LIMIT 50) d)::float8 AS typical
			"""
		.formatted(OPEN_SLOTS.replace("{limit}", "$1"));

	private static final String POSITION = "SELECT q.place FROM jobs j, queue_position(j) q WHERE j.id = $1";

	private static final String STARTED_SESSIONS = """
			SELECT session_fingerprint FROM jobs
			 WHERE holds_lane AND session_fingerprint IS NOT NULL
			 ORDER BY started_at LIMIT 1000
			""";

	private static final String UNPROVEN = "state IN ('QUEUED', 'PARKED') AND lane NOT LIKE 'a:%'";

	private static final String COUNT_UNPROVEN = "SELECT count(*)::int FROM (SELECT FROM jobs WHERE " + UNPROVEN
			+ " ORDER BY claimed_user_id LIMIT $1) w";

	private static final String OCCUPANCY = """
			SELECT (SELECT count(*) FROM (
			         SELECT FROM jobs WHERE state = 'QUEUED' ORDER BY queued_at, id LIMIT :queue) q)::int AS queued,
			       (SELECT count(*) FROM (
			         SELECT FROM jobs WHERE %1$s ORDER BY claimed_user_id LIMIT :places) w)::int AS unproven,
			       (SELECT count(*) FROM (
			         SELECT FROM jobs WHERE %1$s AND claimed_user_id = :claimed LIMIT :crowd) n)::int
			         + (SELECT count(*) FROM (SELECT FROM jobs WHERE state IN ('QUEUED', 'PARKED')
			              AND client_hash = :client LIMIT :crowd) c)::int AS alike,
			       coalesce(:lane LIKE 'a:%%', false) OR EXISTS (SELECT FROM known_sessions WHERE lane = :lane) AS known,
			       %2$s
			"""
		.formatted(UNPROVEN, OPEN_SLOTS.replace("{limit}", ":queue"));

	private final DatabaseClient database;

	private final QueueAdmission.Bounds bounds;

	QueueQueries(DatabaseClient database, QueueAdmission.Bounds bounds) {
		this.database = database;
		this.bounds = bounds;
	}

	public Mono<QueueStanding> standing() {
		return UncancellableWork
			.from(this.database.sql(STANDING).bind(0, maxCounted()).map(QueueQueries::standing).one());
	}

	/**
	 * Jobs not yet removed, in any state; exact up to about the bound on the queue,
	 * beyond it as estimated by the database.
	 */
	public Mono<Long> countJobs() {
		return UncancellableWork
			.from(this.database.sql("SELECT " + JOBS + " AS jobs").bind(0, maxCounted()).mapValue(Long.class).one());
	}

	/** Unproven jobs that wait; exact up to the number of their places. */
	Mono<Integer> countUnproven() {
		return UncancellableWork.from(
				this.database.sql(COUNT_UNPROVEN).bind(0, this.bounds.unprovenPlaces()).mapValue(Integer.class).one());
	}

	Mono<QueueAdmission.Occupancy> occupancy(QueueAdmission.Request request) {
		DatabaseClient.GenericExecuteSpec statement = this.database.sql(OCCUPANCY)
			.bind("queue", maxCounted())
			.bind("places", this.bounds.unprovenPlaces())
			.bind("crowd", this.bounds.crowd());
		return UncancellableWork.from((switch (request) {
			case QueueAdmission.Request.OfAccount kept -> statement.bindNull("claimed", Long.class)
				.bind("lane", Lane.ofAccount(kept.account()).value())
				.bindNull("client", byte[].class);
			case QueueAdmission.Request.OfImport imported -> statement.bindNull("claimed", Long.class)
				.bindNull("lane", String.class)
				.bind("client", imported.clientHash());
			case QueueAdmission.Request.OfSession session -> statement.bind("claimed", session.claimed().value())
				.bind("lane", session.lane().value())
				.bindNull("client", byte[].class);
		}).mapProperties(QueueAdmission.Occupancy.class).one());
	}

	/**
	 * 1-based among queued jobs, exact up to {@link QueueStanding#LAST_POSITION}; 0 for a
	 * job that is not queued or has been started before.
	 */
	public Mono<Integer> positionOf(JobId job) {
		return UncancellableWork.from(this.database.sql(POSITION).bind(0, job.value()).mapValue(Integer.class).one());
	}

	/** Masked sessions of started jobs, at most 1000. */
	Mono<List<String>> startedSessions() {
		return UncancellableWork.from(
				this.database.sql(STARTED_SESSIONS).mapValue(byte[].class).all().map(Fingerprints::mask).collectList());
	}

	private int maxCounted() {
		return Math.max(this.bounds.maxQueued(), QueueStanding.LAST_POSITION);
	}

	private static QueueStanding standing(Readable row) {
		return new QueueStanding(row.get("queued", Integer.class), row.get("running", Integer.class),
				row.get("started", Integer.class), row.get("slots", Integer.class),
				row.get("open_slots", Integer.class), Columns.duration(row, "typical"));
	}

}
