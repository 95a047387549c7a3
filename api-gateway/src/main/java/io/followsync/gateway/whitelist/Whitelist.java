package io.followsync.gateway.whitelist;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.ApiException;
import io.followsync.history.ActivityKind;
import io.followsync.job.AccountId;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import static io.followsync.runtime.database.Columns.required;

/**
 * The whitelists of accounts. A change and its activity are stored by one statement.
 * Nobody is stored who is not, and was not, in a list of the account.
 */
@Repository
public class Whitelist {

	static final String PAGE = """
			SELECT w.member_key, w.username AS sorted_by, m.username, m.full_name, m.verified, m.private, w.added_at
			  FROM whitelisted_members w JOIN members m ON m.key = w.member_key
			 WHERE w.account_id = :account AND (w.username, w.member_key) > (:name, :key)
			 ORDER BY w.username, w.member_key LIMIT :limit
			""";

	// In one order, so that two requests at once do not wait for each other.
	private static final String ADD = """
			WITH known AS (
			  SELECT k.key, r.username FROM unnest(:keys::bigint[]) k (key) CROSS JOIN LATERAL (
			    SELECT username FROM relationships
			     WHERE account_id = :account AND list IN ('FOLLOWERS', 'FOLLOWING') AND member_key = k.key
			     ORDER BY (until IS NULL) DESC, (missed_at IS NULL) DESC, since DESC LIMIT 1) r),
			changed AS (
			  INSERT INTO whitelisted_members (account_id, member_key, username)
			  SELECT :account, key, username FROM known ORDER BY key ON CONFLICT DO NOTHING RETURNING member_key),
			recorded AS (
			  INSERT INTO activities (account_id, at, kind, counts)
			  SELECT :account, deciding_time(), :kind, jsonb_build_object('added', n)
			    FROM (SELECT count(*) AS n FROM changed) counted WHERE n > 0)
			SELECT (SELECT count(*) FROM changed) AS changed, (SELECT count(*) FROM known) AS known
			""";

	private static final String REMOVE = """
			WITH known AS (
			  SELECT member_key FROM whitelisted_members
			   WHERE account_id = :account AND member_key = ANY(:keys) ORDER BY member_key FOR UPDATE),
			changed AS (
			  DELETE FROM whitelisted_members w USING known k
			   WHERE w.account_id = :account AND w.member_key = k.member_key RETURNING w.member_key),
			recorded AS (
			  INSERT INTO activities (account_id, at, kind, counts)
			  SELECT :account, deciding_time(), :kind, jsonb_build_object('removed', n)
			    FROM (SELECT count(*) AS n FROM changed) counted WHERE n > 0)
			SELECT (SELECT count(*) FROM changed) AS changed, (SELECT count(*) FROM known) AS known
			""";

	private final DatabaseClient database;

	private final MemberLookup lookup;

	Whitelist(DatabaseClient database, MemberLookup lookup) {
		this.database = database;
		this.lookup = lookup;
	}

	/** A member on a whitelist. */
	public record Whitelisted(Position position, String username, String fullName, boolean verified, boolean isPrivate,
			Instant addedAt) {
	}

	/**
	 * A position in a whitelist: by name in byte order, then by key.
	 *
	 * @param name that the member had when it was added
	 */
	public record Position(String name, long memberKey) {

		/** Before every member. */
		public static final Position START = new Position("", Long.MIN_VALUE);

	}

	/**
	 * What became of entries.
	 *
	 * @param changed how many members were added, or removed
	 * @param unchanged how many members had been added, or not been on it, before
	 * @param unknown entries that name nobody
	 */
	public record Change(long changed, long unchanged, List<String> unknown) {
	}

	/** Up to {@code limit} members after a position. */
	public Mono<List<Whitelisted>> page(AccountId account, Position after, int limit) {
		return UncancellableWork.from(this.database.sql(PAGE)
			.bind("account", account.value())
			.bind("name", after.name())
			.bind("key", after.memberKey())
			.bind("limit", limit)
			.map(Whitelist::whitelisted)
			.all()
			.collectList());
	}

	/** Adds everybody whom the entries name and who is known. */
	public Mono<Change> add(AccountId account, WhitelistEntries entries) {
		return change(ADD, account, entries);
	}

	/** Removes everybody whom the entries name and who is on it. */
	public Mono<Change> remove(AccountId account, WhitelistEntries entries) {
		return change(REMOVE, account, entries);
	}

	/**
	 * Adds a member, unless it is on it already. Fails with
	 * {@link ErrorCode#MEMBER_NOT_FOUND} for one who is not known.
	 */
	public Mono<Void> add(AccountId account, long memberKey) {
		return run(ADD, account, Set.of(memberKey)).filter((counts) -> counts.known() > 0)
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.MEMBER_NOT_FOUND)))
			.then();
	}

	/** Removes a member, if it is on it. */
	public Mono<Void> remove(AccountId account, long memberKey) {
		return run(REMOVE, account, Set.of(memberKey)).then();
	}

	private Mono<Change> change(String statement, AccountId account, WhitelistEntries entries) {
		return this.lookup.find(account, entries)
			.flatMap((found) -> run(statement, account, found.keys()).map(
					(counts) -> new Change(counts.changed(), found.keys().size() - counts.changed(), found.unknown())));
	}

	private Mono<Counts> run(String statement, AccountId account, Set<Long> keys) {
		return UncancellableWork.from(this.database.sql(statement)
			.bind("account", account.value())
			.bind("keys", keys.toArray(Long[]::new))
			.bind("kind", ActivityKind.WHITELIST_CHANGED.name())
			.map((row) -> new Counts(required(row, "changed", Long.class), required(row, "known", Long.class)))
			.one());
	}

	private record Counts(long changed, long known) {
	}

	private static Whitelisted whitelisted(Readable row) {
		return new Whitelisted(
				new Position(required(row, "sorted_by", String.class), required(row, "member_key", Long.class)),
				required(row, "username", String.class), required(row, "full_name", String.class),
				required(row, "verified", Boolean.class), required(row, "private", Boolean.class),
				required(row, "added_at", Instant.class));
	}

}
