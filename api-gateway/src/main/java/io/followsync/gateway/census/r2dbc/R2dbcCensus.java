package io.followsync.gateway.census.r2dbc;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.followsync.gateway.census.Census;
import io.followsync.gateway.census.Figures;
import io.followsync.job.JobState;
import io.followsync.job.WaitReason;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

@Repository
class R2dbcCensus implements Census {

	private static final String FIGURES = """
			WITH clock AS (SELECT deciding_time() AS now OFFSET 0), live AS (
			  SELECT j.*, coalesce(k.account, j.lane) AS resting, clock.now, j.state = 'QUEUED' OR (j.state = 'PARKED' AND j.resumes_at <= clock.now)
			      OR (j.state = 'RUNNING' AND j.lease_until <= clock.now) AS wants
			  FROM clock, jobs j LEFT JOIN known_sessions k ON k.lane = j.lane WHERE j.state IN ('UPLOADING', 'QUEUED', 'RUNNING', 'PARKED')
			)
			SELECT count(*) FILTER (WHERE state = 'UPLOADING') AS uploading,
			  count(*) FILTER (WHERE state = 'QUEUED') AS queued,
			  count(*) FILTER (WHERE state = 'RUNNING') AS running,
			  count(*) FILTER (WHERE state = 'PARKED') AS parked,
			  count(*) FILTER (WHERE wait_reason = 'BUDGET') AS budget,
			  count(*) FILTER (WHERE wait_reason = 'COOLDOWN') AS cooldown,
			  count(*) FILTER (WHERE wait_reason = 'RETRY') AS retry,
			  count(*) FILTER (WHERE wait_reason = 'LANE_BUSY') AS lane_busy,
			  count(*) FILTER (WHERE wants
			    AND NOT EXISTS (SELECT FROM lane_cooldowns c WHERE c.lane = live.resting AND c.until > live.now)
			    AND NOT EXISTS (SELECT FROM jobs o WHERE o.lane = live.lane AND o.holds_lane AND o.id <> live.id)) AS runnable,
			  coalesce(extract(epoch FROM max(now - queued_at) FILTER (WHERE state = 'QUEUED')), 0)::float8 AS oldest,
			  coalesce(extract(epoch FROM max(now - changed_at) FILTER (WHERE state = 'RUNNING')), 0)::float8 AS stalled,
			  coalesce(extract(epoch FROM max(now - dispatch_at) FILTER (WHERE dispatch_at <= now)), 0)::float8 AS overdue,
			  greatest(extract(epoch FROM (SELECT now FROM clock) - (SELECT min(remove_at) FROM jobs)), 0)::float8 AS unremoved,
			  (SELECT count(*) FROM live_workers) AS workers,
			  (SELECT coalesce(sum(slots), 0) FROM live_workers)::bigint AS slots,
			  (SELECT available_tokens(b, b.burst, b.per_second) FROM token_buckets b
			    WHERE b.name = 'application') AS application,
			  (SELECT available_tokens(b, b.burst, b.per_second) FROM token_buckets b
			    WHERE b.name = 'unconfirmed') AS unconfirmed
			FROM live""";

	private final DatabaseClient database;

	R2dbcCensus(DatabaseClient database) {
		this.database = database;
	}

	@Override
	public Mono<Figures> take() {
		return this.database.sql(FIGURES).map((row) -> figures(row)).one();
	}

	private static Figures figures(Readable row) {
		Map<JobState, Long> jobs = new EnumMap<>(JobState.class);
		for (JobState state : new JobState[] { JobState.UPLOADING, JobState.QUEUED, JobState.RUNNING,
				JobState.PARKED }) {
			jobs.put(state, count(row, state));
		}
		Map<WaitReason, Long> waiting = new EnumMap<>(WaitReason.class);
		for (WaitReason reason : WaitReason.values()) {
			waiting.put(reason, count(row, reason));
		}
		Map<String, Double> tokens = new HashMap<>();
		for (String bucket : new String[] { "application", "unconfirmed" }) {
			Double left = row.get(bucket, Double.class);
			if (left != null) {
				tokens.put(bucket, left);
			}
		}
		return new Figures(jobs, waiting, row.get("runnable", Long.class),
				new Figures.Ages(row.get("oldest", Double.class), row.get("stalled", Double.class),
						row.get("overdue", Double.class), row.get("unremoved", Double.class)),
				new Figures.Workers(row.get("workers", Long.class), row.get("slots", Long.class)), tokens);
	}

	private static long count(Readable row, Enum<?> name) {
		return row.get(name.name().toLowerCase(Locale.ROOT), Long.class);
	}

}
