package io.followsync.gateway.operations.r2dbc;

import io.followsync.runtime.database.Columns;
import java.time.Duration;

import io.followsync.gateway.operations.FleetMetrics;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

@Repository
class R2dbcFleetMetrics implements FleetMetrics {

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
			""".formatted(FleetCount.SELECT);

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
		return this.database.sql(LATEST).map((row) -> snapshot(row)).one();
	}

	private Snapshot snapshot(Readable row) {
		FleetCount count = this.json.readValue(row.get("figures", String.class), FleetCount.class);
		return new Snapshot(count.figures(), Columns.ofSeconds(row.get("age", Double.class)));
	}

}
