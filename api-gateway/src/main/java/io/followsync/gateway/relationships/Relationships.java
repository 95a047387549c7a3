package io.followsync.gateway.relationships;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import io.followsync.gateway.database.UncancellableWork;
import io.followsync.job.AccountId;
import io.followsync.job.ListKind;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import static io.followsync.runtime.database.Columns.required;

/**
 * The views of an account. Each page is read along an index from where the last one
 * ended, so its cost does not depend on how large the view is. A page with a filter looks
 * at a bounded number of members, whether they match or not.
 */
@Repository
public class Relationships {

	/** How many members one page with a filter looks at. */
	static final int MAX_SCANNED = 10_000;

	private final DatabaseClient database;

	Relationships(DatabaseClient database) {
		this.database = database;
	}

	/**
	 * A part of a view.
	 *
	 * @param next where to go on; null if there is nothing more
	 */
	public record Part(List<Relationship> members, Relationship.@Nullable Position next) {
	}

	/**
	 * Up to {@code limit} members after a position. With a filter there may be fewer,
	 * even none, although there are more beyond.
	 */
	public Mono<Part> page(AccountId account, RelationshipView view, RelationshipFilter filter,
			Relationship.Position after, int limit) {
		ViewStatement statement = new ViewStatement(view, filter);
		// One more than the limit shows whether there is a next page.
		DatabaseClient.GenericExecuteSpec page = this.database.sql(statement.text())
			.bind("account", account.value())
			.bind("from", after.value())
			.bind("key", after.memberKey())
			.bind("scanned", filter.selectsAll() ? limit + 1 : MAX_SCANNED)
			.bind("limit", limit + 1);
		DatabaseClient.GenericExecuteSpec positioned = statement.isOfBothLists()
				? page.bind("list", after.list().name()) : page;
		return UncancellableWork.from(rows(bound(positioned, filter), filter.order()))
			.map((rows) -> part(rows, filter.order(), limit));
	}

	// Where the scan ended is the same in each row, so it is decoded once.
	private static Mono<List<PageRow>> rows(DatabaseClient.GenericExecuteSpec page, RelationshipOrder order) {
		return Mono.defer(() -> {
			AtomicBoolean isFirst = new AtomicBoolean(true);
			return page.map((row) -> row(row, isFirst.getAndSet(false) ? lastScanned(row, order) : null))
				.all()
				.collectList();
		});
	}

	private static DatabaseClient.GenericExecuteSpec bound(DatabaseClient.GenericExecuteSpec page,
			RelationshipFilter filter) {
		DatabaseClient.GenericExecuteSpec bound = bind(page, "name", String.class, filter.name());
		bound = bind(bound, "gained", Instant.class, filter.gainedSince());
		bound = bind(bound, "verified", Boolean.class, filter.verified());
		bound = bind(bound, "private", Boolean.class, filter.isPrivate());
		bound = bind(bound, "whitelisted", Boolean.class, filter.whitelisted());
		return (filter.lostSince() != null) ? bound.bind("lost", filter.lostSince()) : bound;
	}

	private static <T> DatabaseClient.GenericExecuteSpec bind(DatabaseClient.GenericExecuteSpec statement, String name,
			Class<T> type, @Nullable T value) {
		return (value != null) ? statement.bind(name, value) : statement.bindNull(name, type);
	}

	private static Part part(List<PageRow> rows, RelationshipOrder order, int limit) {
		List<Relationship> members = rows.stream().flatMap((row) -> row.member().stream()).toList();
		return (members.size() > limit) ? new Part(members.subList(0, limit), members.get(limit - 1).position(order))
				: new Part(members, rows.getFirst().lastScanned());
	}

	/** A row of a page; without a member if none matched. */
	private record PageRow(Optional<Relationship> member, Relationship.@Nullable Position lastScanned) {
	}

	private static PageRow row(Readable row, Relationship.@Nullable Position lastScanned) {
		return new PageRow(
				(row.get("member_key", Long.class) == null) ? Optional.empty() : Optional.of(relationship(row)),
				lastScanned);
	}

	private static Relationship.@Nullable Position lastScanned(Readable row, RelationshipOrder order) {
		Object last = order.isByTime() ? row.get("last_value", Instant.class) : row.get("last_value", String.class);
		return (last == null) ? null : new Relationship.Position(last, required(row, "last_key", Long.class),
				ListKind.valueOf(required(row, "last_list", String.class)));
	}

	private static Relationship relationship(Readable row) {
		Instant until = row.get("until", Instant.class);
		return new Relationship(required(row, "member_key", Long.class), required(row, "username", String.class),
				required(row, "full_name", String.class), required(row, "verified", Boolean.class),
				required(row, "private", Boolean.class), ListKind.valueOf(required(row, "list_name", String.class)),
				required(row, "reciprocated", Boolean.class),
				new Between(row.get("absent_at", Instant.class), required(row, "since", Instant.class)),
				between(row, until), (until == null) ? between(row, row.get("missed_at", Instant.class)) : null,
				required(row, "whitelisted", Boolean.class), required(row, "confirmed", Boolean.class));
	}

	private static @Nullable Between between(Readable row, @Nullable Instant before) {
		return (before == null) ? null : new Between(row.get("seen_at", Instant.class), before);
	}

}
