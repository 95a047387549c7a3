package io.followsync.gateway.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.followsync.gateway.database.UncancellableWork;
import io.followsync.job.AccountId;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import static io.followsync.runtime.database.Columns.required;

/** The figures of an account after each sync that completed. */
@Repository
public class Insights {

	private static final String COLUMNS = """
			SELECT at, sync_id, followers_count, following_count, mutual_count, not_following_back_count, fans_count,
			       gained_count, lost_count, unconfirmed_count
			  FROM insights WHERE account_id = :account
			""";

	private static final String BETWEEN = COLUMNS + "AND at >= :from AND at < :to ORDER BY at LIMIT :limit";

	// The latest two, and the one that was the latest 30 days before.
	private static final String COMPARED = """
			WITH of_account AS NOT MATERIALIZED (%s),
			latest AS (SELECT * FROM of_account ORDER BY at DESC LIMIT 2)
			SELECT * FROM latest UNION
			(SELECT * FROM of_account WHERE at <= (SELECT max(at) FROM latest) - interval '30 days' ORDER BY at DESC LIMIT 1)
			ORDER BY at DESC
			"""
		.formatted(COLUMNS);

	private static final int LAST_TWO = 2;

	private static final Duration MONTH = Duration.ofDays(30);

	private final DatabaseClient database;

	Insights(DatabaseClient database) {
		this.database = database;
	}

	/**
	 * The latest figures, and how they changed.
	 *
	 * @param sinceLastSync null after the first sync
	 * @param sinceMonth compared with the latest figures that are at least 30 days older;
	 * null if there are none
	 */
	public record Comparison(Figures latest, Figures.@Nullable Change sinceLastSync,
			Figures.@Nullable Change sinceMonth) {

		private static Comparison of(List<Figures> newestFirst) {
			Figures latest = newestFirst.getFirst();
			Figures oldest = newestFirst.getLast();
			return new Comparison(latest, (newestFirst.size() < LAST_TWO) ? null : latest.since(newestFirst.get(1)),
					oldest.at().isAfter(latest.at().minus(MONTH)) ? null : latest.since(oldest));
		}

	}

	/** Up to {@code limit} figures from one time until before another, oldest first. */
	public Mono<List<Figures>> between(AccountId account, Instant from, Instant to, int limit) {
		return UncancellableWork.from(this.database.sql(BETWEEN)
			.bind("account", account.value())
			.bind("from", from)
			.bind("to", to)
			.bind("limit", limit)
			.map(Insights::figures)
			.all()
			.collectList());
	}

	/** Empty before the first sync has completed. */
	public Mono<Comparison> compare(AccountId account) {
		return UncancellableWork.from(
				this.database.sql(COMPARED).bind("account", account.value()).map(Insights::figures).all().collectList())
			.filter((figures) -> !figures.isEmpty())
			.map(Comparison::of);
	}

	private static Figures figures(Readable row) {
		return new Figures(required(row, "at", Instant.class), required(row, "sync_id", UUID.class),
				required(row, "followers_count", Long.class), required(row, "following_count", Long.class),
				required(row, "mutual_count", Long.class), required(row, "not_following_back_count", Long.class),
				required(row, "fans_count", Long.class), required(row, "gained_count", Long.class),
				required(row, "lost_count", Long.class), required(row, "unconfirmed_count", Long.class));
	}

}
