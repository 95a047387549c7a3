package io.followsync.gateway.queue.r2dbc;

import java.time.Duration;
import java.util.List;

import io.followsync.gateway.database.Detached;
import io.followsync.gateway.queue.Newcomer;
import io.followsync.gateway.queue.QueueLine;
import io.followsync.gateway.queue.QueueProperties;
import io.followsync.gateway.queue.QueueStanding;
import io.followsync.gateway.queue.UnprovenRoom;
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
			       (SELECT coalesce(sum(slots), 0) FROM live_workers)::int AS slots,
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

	private static final String ROOM = """
			SELECT (SELECT count(*) FROM (SELECT FROM jobs WHERE %1$s LIMIT :places) w)::int AS waiting,
			       (SELECT count(*) FROM (SELECT FROM jobs WHERE %1$s AND claimed_user_id = :claimed LIMIT :crowd) n)::int AS naming,
			       EXISTS (SELECT FROM known_sessions WHERE lane = :lane) AS known
			"""
		.formatted("state IN ('QUEUED', 'PARKED') AND lane NOT LIKE 'a:%'");

	private final DatabaseClient database;

	private final QueueProperties bounds;

	R2dbcQueueLine(DatabaseClient database, QueueProperties properties) {
		this.database = database;
		this.bounds = properties;
	}

	@Override
	public Mono<QueueStanding> standing() {
		return Detached.from(this.database.sql(STANDING)
			.bind(0, Math.max(this.bounds.maxQueued(), QueueStanding.LAST_POSITION))
			.map(R2dbcQueueLine::standing)
			.one());
	}

	@Override
	public Mono<UnprovenRoom> room(Newcomer newcomer) {
		DatabaseClient.GenericExecuteSpec statement = this.database.sql(ROOM)
			.bind("places", this.bounds.unprovenPlaces())
			.bind("crowd", this.bounds.crowd());
		return Detached.from((switch (newcomer) {
			case Newcomer.OfImport none -> statement.bindNull("claimed", Long.class).bindNull("lane", String.class);
			case Newcomer.OfSession session ->
				statement.bind("claimed", session.claimed().value()).bind("lane", session.lane().value());
		}).map((row) -> new UnprovenRoom(row.get("waiting", Integer.class), row.get("naming", Integer.class),
				row.get("known", Boolean.class)))
			.one());
	}

	@Override
	public Mono<Integer> positionOf(JobId job) {
		return Detached.from(this.database.sql(POSITION)
			.bind(0, job.value())
			.bind(1, QueueStanding.LAST_POSITION)
			.map((row) -> row.get("position", Integer.class))
			.one());
	}

	@Override
	public Mono<List<String>> startedSessions() {
		return Detached.from(this.database.sql(STARTED_SESSIONS)
			.map((row) -> row.get("session_fingerprint", byte[].class))
			.all()
			.map(Fingerprints::mask)
			.collectList());
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
