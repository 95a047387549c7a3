package io.followsync.gateway.queue.r2dbc;

import java.time.Duration;
import java.util.List;

import io.followsync.gateway.queue.QueueLine;
import io.followsync.gateway.queue.QueueProperties;
import io.followsync.gateway.queue.QueueStanding;
import io.followsync.job.JobId;
import io.followsync.vault.Fingerprints;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

@Repository
class R2dbcQueueLine implements QueueLine {

	private static final String STANDING = """
			SELECT (SELECT count(*) FROM (SELECT FROM jobs WHERE state = 'QUEUED' LIMIT $1) q)::int AS queued,
			       (SELECT count(*) FROM jobs WHERE state = 'RUNNING')::int AS running,
			       (SELECT count(*) FROM jobs WHERE state IN ('RUNNING', 'PARKED') AND holds_lane)::int AS started,
			       (SELECT coalesce(sum(slots), 0) FROM workers
			         WHERE seen_at > deciding_time() - interval '15 seconds')::int AS slots,
			       (SELECT count(*) FROM jobs WHERE remove_at IS NULL OR remove_at > deciding_time()) AS jobs,
			       (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM duration))
			          FROM (SELECT duration FROM recent_durations ORDER BY id DESC LIMIT 50) d)::float8 AS typical
			""";

	private static final String POSITION = """
			SELECT CASE WHEN mine.state = 'QUEUED' AND mine.started_at IS NULL
			            THEN (SELECT count(*) FROM (SELECT FROM jobs other
			                   WHERE other.state = 'QUEUED' AND (other.queued_at, other.id) <= (mine.queued_at, mine.id)
			                   LIMIT $2) ahead)::int
			            ELSE 0 END AS position
			  FROM jobs mine WHERE mine.id = $1
			""";

	private static final String STARTED_SESSIONS = """
			SELECT session_fingerprint FROM jobs
			 WHERE state IN ('RUNNING', 'PARKED') AND holds_lane AND session_fingerprint IS NOT NULL
			 ORDER BY started_at LIMIT 1000
			""";

	private final DatabaseClient database;

	private final int bound;

	R2dbcQueueLine(DatabaseClient database, QueueProperties properties) {
		this.database = database;
		this.bound = properties.maxQueued();
	}

	@Override
	public int bound() {
		return this.bound;
	}

	@Override
	public Mono<QueueStanding> standing() {
		return this.database.sql(STANDING)
			.bind(0, Math.max(this.bound, QueueStanding.LAST_POSITION))
			.map(R2dbcQueueLine::standing)
			.one();
	}

	@Override
	public Mono<Integer> positionOf(JobId job) {
		return this.database.sql(POSITION)
			.bind(0, job.value())
			.bind(1, QueueStanding.LAST_POSITION)
			.map((row) -> row.get("position", Integer.class))
			.one();
	}

	@Override
	public Mono<List<String>> startedSessions() {
		return this.database.sql(STARTED_SESSIONS)
			.map((row) -> row.get("session_fingerprint", byte[].class))
			.all()
			.map(Fingerprints::mask)
			.collectList();
	}

	private static QueueStanding standing(Readable row) {
		return new QueueStanding(row.get("queued", Integer.class), row.get("running", Integer.class),
				row.get("started", Integer.class), row.get("slots", Integer.class), row.get("jobs", Long.class),
				seconds(row.get("typical", Double.class)));
	}

	private static @Nullable Duration seconds(@Nullable Double seconds) {
		return (seconds != null) ? Duration.ofMillis(Math.round(seconds * 1000)) : null;
	}

}
