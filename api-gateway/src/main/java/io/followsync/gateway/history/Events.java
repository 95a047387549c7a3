package io.followsync.gateway.history;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.relationships.Between;
import io.followsync.job.AccountId;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import static io.followsync.runtime.database.Columns.required;

/**
 * The events of an account. Whoever writes them locks the account's row until they are
 * visible, so nobody sees an event before those with lower numbers; and no number is left
 * out. So a number is a position behind which everything was seen.
 */
@Repository
public class Events {

	/** How many events one call looks at; those of other kinds than asked count, too. */
	static final int MAX_SCANNED = 10_000;

	private static final String COLUMNS = """
			SELECT e.seq, e.kind, e.member_key, e.username, e.old_username, e.after, e.before, e.recorded_at, e.sync_id
			  FROM events e WHERE e.account_id = :account AND (cardinality(:kinds) = 0 OR e.kind = ANY(:kinds))
			""";

	private static final String AFTER = COLUMNS + "AND e.seq > :from AND e.seq <= :to ORDER BY e.seq LIMIT :limit";

	private static final String BEFORE = COLUMNS
			+ "AND e.seq < :from AND e.seq >= :to ORDER BY e.seq DESC LIMIT :limit";

	private static final String OF_MEMBER = COLUMNS
			+ "AND e.member_key = :member AND e.seq < :from ORDER BY e.seq DESC LIMIT :limit";

	private static final String LATEST = "SELECT event_seq FROM accounts WHERE id = $1";

	private final DatabaseClient database;

	Events(DatabaseClient database) {
		this.database = database;
	}

	/**
	 * A change of one member.
	 *
	 * @param seq its number within the account
	 * @param kind as it is stored: a later release may add others
	 * @param oldUsername null unless the member was renamed
	 */
	public record Event(long seq, String kind, long memberKey, String username, @Nullable String oldUsername,
			Between happened, Instant recordedAt, UUID sync) {
	}

	/**
	 * A part of an account's events.
	 *
	 * @param position the number up to which, in the order asked for, all events of the
	 * kinds asked for are in this or an earlier part
	 * @param more whether there may be more beyond it
	 */
	public record Part(List<Event> events, long position, boolean more) {
	}

	/** The number of the latest event, 0 before the first. */
	public Mono<Long> latest(AccountId account) {
		return UncancellableWork.from(this.database.sql(LATEST).bind(0, account.value()).mapValue(Long.class).one());
	}

	/**
	 * Up to {@code limit} events with higher numbers, oldest first. What became visible
	 * since the last call is in it; nothing else is.
	 * @param kinds empty for all
	 */
	public Mono<Part> after(AccountId account, long seq, Set<String> kinds, int limit) {
		// The end is read before the events: all up to it are visible by then.
		return latest(account).flatMap((latest) -> {
			long end = Math.max(seq, Math.min(latest, seq + MAX_SCANNED));
			return read(AFTER, account, seq, end, kinds, limit).map((events) -> {
				long position = (events.size() == limit) ? events.getLast().seq() : end;
				return new Part(events, position, position < latest);
			});
		});
	}

	/** Up to {@code limit} events with lower numbers, newest first. */
	public Mono<Part> before(AccountId account, long seq, Set<String> kinds, int limit) {
		long end = Math.max(1, seq - MAX_SCANNED);
		return read(BEFORE, account, seq, end, kinds, limit).map((events) -> {
			long position = (events.size() == limit) ? events.getLast().seq() : end;
			return new Part(events, position, position > 1);
		});
	}

	/** The same of one member, of whom no event is passed over. */
	public Mono<Part> ofMember(AccountId account, long member, long seq, Set<String> kinds, int limit) {
		return list(statement(OF_MEMBER, account, seq, kinds).bind("member", member).bind("limit", limit + 1))
			.map((events) -> {
				List<Event> shown = events.subList(0, Math.min(limit, events.size()));
				return new Part(shown, shown.isEmpty() ? 1 : shown.getLast().seq(), events.size() > limit);
			});
	}

	private Mono<List<Event>> read(String statement, AccountId account, long from, long to, Set<String> kinds,
			int limit) {
		return list(statement(statement, account, from, kinds).bind("to", to).bind("limit", limit));
	}

	private DatabaseClient.GenericExecuteSpec statement(String statement, AccountId account, long from,
			Set<String> kinds) {
		return this.database.sql(statement)
			.bind("account", account.value())
			.bind("from", from)
			.bind("kinds", kinds.toArray(String[]::new));
	}

	private static Mono<List<Event>> list(DatabaseClient.GenericExecuteSpec statement) {
		return UncancellableWork.from(statement.map(Events::event).all().collectList());
	}

	private static Event event(Readable row) {
		return new Event(required(row, "seq", Long.class), required(row, "kind", String.class),
				required(row, "member_key", Long.class), required(row, "username", String.class),
				row.get("old_username", String.class),
				new Between(required(row, "after", Instant.class), required(row, "before", Instant.class)),
				required(row, "recorded_at", Instant.class), required(row, "sync_id", UUID.class));
	}

}
