package io.followsync.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;

/** Puts kept accounts and their history into the database, as gateways and workers do. */
public final class AccountHistory {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final DatabaseClient database;

	public AccountHistory(DatabaseClient database) {
		this.database = database;
	}

	/** A connected account, with its owner. */
	public void keep(UUID owner, long account) {
		run("INSERT INTO owners (id) VALUES (:owner) ON CONFLICT DO NOTHING", Map.of("owner", owner));
		run("INSERT INTO accounts (id, owner_id, username) VALUES (:account, :owner, 'me')",
				Map.of("account", account, "owner", owner));
	}

	/** Both lists as the latest sync read them. */
	public UUID lists(long account, boolean exact) {
		UUID sync = UUID.randomUUID();
		run("""
				INSERT INTO account_lists (account_id, list, sync_id, began_at, ended_at, members, exact)
				SELECT :account, list, :sync, '2026-11-20T20:00Z', '2026-11-20T20:14Z', 0, :exact
				  FROM (VALUES ('FOLLOWERS'), ('FOLLOWING')) both_lists (list)
				ON CONFLICT (account_id, list) DO UPDATE SET sync_id = excluded.sync_id, exact = excluded.exact
				""", Map.of("account", account, "sync", sync, "exact", exact));
		return sync;
	}

	public void member(long key, String username, String fullName, boolean verified, boolean isPrivate) {
		run("INSERT INTO members VALUES (:key, :name, :full, :verified, :private, '2026-11-20T20:14Z')",
				Map.of("key", key, "name", username, "full", fullName, "verified", verified, "private", isPrivate));
	}

	/** An open relationship, since the sync of that day, with a member of that name. */
	public void open(long account, String list, boolean reciprocated, long key, String username, String day) {
		run("""
				INSERT INTO members VALUES (:key, :name, 'Name of ' || :name, false, false, '2026-11-20T20:14Z')
				ON CONFLICT DO NOTHING
				""", Map.of("key", key, "name", username));
		run("""
				INSERT INTO relationships (account_id, member_key, since, absent_at, list, reciprocated, username)
				VALUES (:account, :key, (:day || 'T20:14Z')::timestamptz, (:day || 'T08:10Z')::timestamptz, :list::list_kind, :both, :name)
				""",
				Map.of("account", account, "key", key, "day", day, "list", list, "both", reciprocated, "name",
						username));
	}

	/** So many open relationships of one list, every other one reciprocated. */
	public void relationships(long account, String list, int count) {
		run("""
				INSERT INTO members SELECT n, 'n' || lpad(n::text, 6, '0'), '', false, false, '2026-11-20T20:14Z'
				FROM generate_series(1, :count) n
				""", Map.of("count", count));
		run("""
				INSERT INTO relationships (account_id, member_key, since, absent_at, list, reciprocated, username)
				SELECT :account, key, '2026-11-18T20:14Z', '2026-11-18T08:10Z', :list::list_kind, key % 2 = 0, username FROM members
				""",
				Map.of("account", account, "list", list));
	}

	/** Follows and is followed. */
	public void mutual(long account, long key, String username, String day) {
		open(account, "FOLLOWERS", true, key, username, day);
		open(account, "FOLLOWING", true, key, username, day);
	}

	/** Ends the open relationship at the sync of a day. */
	public void end(long account, String list, long key, String day) {
		run("""
				UPDATE relationships SET seen_at = (:day || 'T08:10Z')::timestamptz, missed_at = (:day || 'T20:14Z')::timestamptz,
				  until = (:day || 'T20:14Z')::timestamptz
				 WHERE account_id = :account AND list = :list::list_kind AND member_key = :key AND until IS NULL
				""",
				Map.of("account", account, "list", list, "key", key, "day", day));
	}

	/** The sync of a day misses a member. */
	public void miss(long account, String list, long key, String day) {
		run("""
				UPDATE relationships SET seen_at = (:day || 'T08:10Z')::timestamptz, missed_at = (:day || 'T20:14Z')::timestamptz
				 WHERE account_id = :account AND list = :list::list_kind AND member_key = :key AND until IS NULL
				""",
				Map.of("account", account, "list", list, "key", key, "day", day));
	}

	/** One event of a member. */
	public void event(long account, String kind, long key, String username, String oldUsername) {
		run("""
				WITH numbered AS (UPDATE accounts SET event_seq = event_seq + 1 WHERE id = :account RETURNING event_seq)
				INSERT INTO events (account_id, seq, recorded_at, kind, member_key, username, old_username, after, before, sync_id)
				SELECT :account, event_seq, deciding_time(), :kind, :key, :name, nullif(:old, ''), '2026-11-20T08:10Z', '2026-11-20T20:14Z',
				       gen_random_uuid()
				  FROM numbered
				""",
				Map.of("account", account, "kind", kind, "key", key, "name", username, "old", oldUsername));
	}

	/** As many events as a sync finds, numbered and visible at once. */
	public void events(long account, String kind, int count) {
		run("""
				WITH numbered AS (UPDATE accounts SET event_seq = event_seq + :count WHERE id = :account RETURNING event_seq)
				INSERT INTO events (account_id, seq, recorded_at, kind, member_key, username, after, before, sync_id)
				SELECT :account, event_seq - :count + n, deciding_time(), :kind, n, 'm' || n, '2026-11-20T08:10Z', '2026-11-20T20:14Z',
				       gen_random_uuid()
				  FROM numbered, generate_series(1, :count) n
				""",
				Map.of("account", account, "kind", kind, "count", count));
	}

	/**
	 * The figures after the sync of a day: with so many followers, and fixed other
	 * figures.
	 */
	public void insights(long account, String day, long followers) {
		run("""
				INSERT INTO insights VALUES (:account, (:day || 'T20:14Z')::timestamptz, gen_random_uuid(), :followers, 80, 50, 30,
				  :followers - 50, 3, 2, 1)
				""",
				Map.of("account", account, "day", day, "followers", followers));
	}

	/** A sync that ended on a day, its job removed. */
	public UUID endedSync(long account, String state, String day) {
		UUID sync = UUID.randomUUID();
		run("""
				INSERT INTO ended_syncs (id, account_id, state, failure_kind, failure_message, created_at, started_at, ended_at,
				  followers_fetched, followers_pages, followers_verdict, following_fetched, following_declared, following_pages)
				VALUES (:id, :account, :state, CASE :state WHEN 'FAILED' THEN 'INCOMPLETE' END,
				  CASE :state WHEN 'FAILED' THEN 'The lists are not whole.' END, (:day || 'T20:00Z')::timestamptz,
				  (:day || 'T20:01Z')::timestamptz, (:day || 'T20:14Z')::timestamptz, 120, 2, 'COMPLETE', 80, 81, 1)
				""",
				Map.of("id", sync, "account", account, "state", state, "day", day));
		return sync;
	}

	public void run(String statement, Map<String, ?> values) {
		this.database.sql(statement).bindValues(values).then().block(TIMEOUT);
	}

}
