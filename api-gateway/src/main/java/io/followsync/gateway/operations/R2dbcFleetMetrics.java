package io.followsync.gateway.operations;

import java.time.Duration;

import io.followsync.gateway.database.StoredState;
import io.followsync.runtime.database.Columns;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

@Repository
class R2dbcFleetMetrics implements FleetMetrics {

	/**
	 * What lives, found by indexes; of what has ended, only the row that is due first.
	 * What only a newer release moves on is never overdue here.
	 */
	static final String FIGURES = """
			WITH clock AS MATERIALIZED (SELECT deciding_time() AS now), live AS MATERIALIZED (
			  SELECT state, wait_reason, count(*) AS jobs FROM jobs
			   WHERE state IN ('UPLOADING', 'QUEUED', 'RUNNING', 'PARKED') GROUP BY state, wait_reason
			), wanting AS (
			  SELECT id, lane FROM jobs WHERE state = 'QUEUED'
			  UNION ALL
			  SELECT id, lane FROM clock, jobs WHERE state = 'PARKED' AND resumes_at <= now
			  UNION ALL
			  SELECT id, lane FROM clock, jobs WHERE state = 'RUNNING' AND lease_until <= now
			), resting AS (
			  SELECT lane FROM clock, lane_cooldowns WHERE until > now
			), runnable AS (
			  SELECT count(*) AS jobs FROM wanting w LEFT JOIN known_sessions k ON k.lane = w.lane
			   WHERE NOT EXISTS (SELECT FROM resting r WHERE r.lane = coalesce(k.account, w.lane))
			     AND NOT EXISTS (SELECT FROM jobs o WHERE o.holds_lane AND o.lane = w.lane AND o.id <> w.id)
			)
			SELECT now,
			  (SELECT coalesce(jsonb_object_agg(state, n), '{}') FROM (SELECT state, sum(jobs) AS n FROM live GROUP BY state) s) AS jobs,
			  (SELECT coalesce(jsonb_object_agg(wait_reason, jobs), '{}') FROM live WHERE wait_reason IS NOT NULL) AS waiting,
			  (SELECT count(*) FROM jobs WHERE holds_lane) AS started,
			  (SELECT jobs FROM runnable) AS runnable,
			  greatest(extract(epoch FROM now - (SELECT min(queued_at) FROM jobs WHERE state = 'QUEUED')), 0) AS oldest,
			  greatest(extract(epoch FROM now - (SELECT min(changed_at) FROM jobs WHERE state = 'RUNNING')), 0) AS stalled,
			  greatest(extract(epoch FROM now - least((SELECT min(dispatch_at) FROM jobs j WHERE dispatch_at IS NOT NULL AND {known}),
			    (SELECT min(lease_until) FROM jobs j WHERE state = 'RUNNING' AND {known}))), 0) AS overdue,
			  greatest(extract(epoch FROM now - (SELECT min(remove_at) FROM jobs WHERE remove_at IS NOT NULL)), 0) AS unremoved,
			  (SELECT count(*) FROM live_workers) AS workers,
			  (SELECT coalesce(sum(slots), 0) FROM live_workers) AS slots,
			  (SELECT available_tokens(b, b.burst, b.per_second) FROM token_buckets b WHERE b.name = 'application') AS application,
			  (SELECT available_tokens(b, b.burst, b.per_second) FROM token_buckets b WHERE b.name = 'unconfirmed') AS unconfirmed
			FROM clock"""
		.replace("{known}", StoredState.KNOWN);

	// Longer than the server lets the counting statement run.
	private static final Duration LEASE = Duration.ofSeconds(10);

	// A time further ahead than the interval was stored before the clock was set back.
	private static final String CLAIM = """
			UPDATE fleet_figures SET next_count_at = deciding_time() + make_interval(secs => $1)
			 WHERE next_count_at NOT BETWEEN deciding_time() AND deciding_time() + make_interval(secs => $2)
			""";

	private static final String COUNT = """
			UPDATE fleet_figures f SET figures = counted.figures, counted_at = counted.now,
			       next_count_at = counted.now + make_interval(secs => $1)
			  FROM (SELECT to_jsonb(c) - 'now' AS figures, now FROM (%s) c) counted
			""".formatted(FIGURES);

	private static final String LATEST = """
			SELECT figures::text AS figures, greatest(0, extract(epoch FROM deciding_time() - counted_at))::float8 AS age
			  FROM fleet_figures WHERE counted_at IS NOT NULL
			""";

	private final DatabaseClient database;

	private final JsonMapper json;

	R2dbcFleetMetrics(DatabaseClient database, JsonMapper json) {
		this.database = database;
		this.json = json;
	}

	@Override
	public Mono<Void> countIfDue(Duration interval) {
		Duration maxAhead = (interval.compareTo(LEASE) > 0) ? interval : LEASE;
		return this.database.sql(CLAIM)
			.bind(0, Columns.seconds(LEASE))
			.bind(1, Columns.seconds(maxAhead))
			.fetch()
			.rowsUpdated()
			.filter((claimed) -> claimed > 0)
			.flatMap((claimed) -> this.database.sql(COUNT).bind(0, Columns.seconds(interval)).fetch().rowsUpdated())
			.then();
	}

	@Override
	public Mono<Snapshot> latest() {
		return this.database.sql(LATEST)
			.map((row) -> new Snapshot(this.json.readValue(row.get("figures", String.class), Figures.class),
					Columns.ofSeconds(row.get("age", Double.class))))
			.one();
	}

}
