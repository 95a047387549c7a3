package io.followsync.gateway.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.followsync.gateway.database.UncancellableWork;
import io.followsync.history.ActivityKind;
import io.followsync.job.AccountId;
import io.followsync.runtime.database.Columns;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;

import static io.followsync.runtime.database.Columns.required;

/** What the system and the owner did with an account, newest first. */
@Repository
public class Activities {

	private static final String PAGE = """
			SELECT at, id, kind, sync_id, counts::text AS counts, extract(epoch FROM duration)::float8 AS seconds
			  FROM activities
			 WHERE account_id = $1 AND (at, id) < ($2, $3) %s
			 ORDER BY at DESC, id DESC LIMIT $4
			""";

	private static final String ALL = PAGE.formatted("");

	// A page of each kind, so that no others are read however rare the kinds are.
	static final String OF_KINDS = "SELECT a.* FROM unnest($5::text[]) AS chosen (kind) CROSS JOIN LATERAL ("
			+ PAGE.formatted("AND activities.kind = chosen.kind") + ") a ORDER BY a.at DESC, a.id DESC LIMIT $4";

	private final DatabaseClient database;

	Activities(DatabaseClient database) {
		this.database = database;
	}

	/**
	 * One activity.
	 *
	 * @param kind as it is stored: an {@link ActivityKind}, or one of a later release
	 * @param sync null unless a sync did it
	 * @param counts a JSON object with what was counted
	 */
	public record Activity(Position position, String kind, @Nullable UUID sync, String counts,
			@Nullable Duration duration) {
	}

	/** A position in the order of activities. */
	public record Position(Instant at, long id) {

		/** Before the newest. */
		public static final Position START = new Position(Instant.parse("2199-12-31T00:00:00Z"), Long.MAX_VALUE);

	}

	/**
	 * Up to {@code limit} activities that come after a position.
	 * @param kinds empty for all
	 */
	public Mono<List<Activity>> before(AccountId account, Position position, Set<String> kinds, int limit) {
		GenericExecuteSpec page = this.database.sql(kinds.isEmpty() ? ALL : OF_KINDS)
			.bind(0, account.value())
			.bind(1, position.at())
			.bind(2, position.id())
			.bind(3, limit);
		return UncancellableWork
			.from((kinds.isEmpty() ? page : page.bind(4, kinds.toArray(String[]::new))).map(Activities::activity)
				.all()
				.collectList());
	}

	private static Activity activity(Readable row) {
		return new Activity(new Position(required(row, "at", Instant.class), required(row, "id", Long.class)),
				required(row, "kind", String.class), row.get("sync_id", UUID.class),
				required(row, "counts", String.class), Columns.duration(row, "seconds"));
	}

}
