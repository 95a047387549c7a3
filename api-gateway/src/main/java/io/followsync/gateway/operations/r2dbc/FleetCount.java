package io.followsync.gateway.operations.r2dbc;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

import io.followsync.gateway.database.StoredState;
import io.followsync.gateway.operations.FleetMetrics;
import io.followsync.job.JobState;
import io.followsync.job.WaitReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The figures as they are stored. A later version may store more, and other states and
 * reasons: they are ignored.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record FleetCount(Map<String, Long> jobs, Map<String, Long> waiting, long runnable, double oldest, double stalled,
		double overdue, double unremoved, long workers, long slots, @Nullable Double application,
		@Nullable Double unconfirmed) {

	/**
	 * What lives, found by indexes; of what has ended, only the row that is due first.
	 * What only a newer release moves on is never overdue here.
	 */
	static final String SELECT = """
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

	FleetMetrics.Figures figures() {
		Map<String, Double> tokens = new HashMap<>();
		if (this.application != null) {
			tokens.put("application", this.application);
		}
		if (this.unconfirmed != null) {
			tokens.put("unconfirmed", this.unconfirmed);
		}
		return new FleetMetrics.Figures(known(JobState.class, this.jobs), known(WaitReason.class, this.waiting),
				this.runnable, new FleetMetrics.Ages(this.oldest, this.stalled, this.overdue, this.unremoved),
				new FleetMetrics.Workers(this.workers, this.slots), tokens);
	}

	private static <E extends Enum<E>> Map<E, Long> known(Class<E> names, Map<String, Long> counts) {
		Map<E, Long> known = new EnumMap<>(names);
		for (E name : names.getEnumConstants()) {
			known.put(name, counts.getOrDefault(name.name(), 0L));
		}
		return known;
	}

}
