package io.followsync.worker.relationships;

import java.util.Optional;

import io.followsync.worker.relationships.Reconciliation.Sync;
import io.followsync.worker.walk.ShownMembers;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * Finds the members of whom a sync saw something new (temporary table
 * {@code changed_members}). A read-only comparison of all rows returns the keys that may
 * differ ({@code candidates}); only these are then joined with what is stored. Where they
 * are more than {@code maxCandidates}, all members are.
 */
record MemberStatements(DatabaseClient database, int maxCandidates) {

	/** The keys pass through the memory of the worker. */
	static final int MAX_CANDIDATES = 100_000;

	// Made once a connection; emptied by each commit.
	static final String TABLES = """
			DO $$ BEGIN
			  IF to_regclass('pg_temp.changed_members') IS NULL THEN
			    CREATE TEMP TABLE candidates (key bigint) ON COMMIT DELETE ROWS;
			    CREATE TEMP TABLE changed_members (
			      key bigint, username text COLLATE "C", full_name text, verified boolean, private boolean,
			      picture_id text, seen_at timestamptz, seen_in list_kind, asked_at timestamptz, gone boolean, answered boolean,
			      follows boolean, walked_follows boolean, followers_since timestamptz, followers_missed_at timestamptz,
			      followers_seen_at timestamptz, followers_username text, followers_reciprocated boolean,
			      followed boolean, walked_followed boolean, following_since timestamptz, following_missed_at timestamptz,
			      following_seen_at timestamptz, following_username text, following_reciprocated boolean
			    ) ON COMMIT DELETE ROWS;
			    CREATE TEMP TABLE changed_relationships (
			      list list_kind, key bigint, opened boolean, since timestamptz, absent_at timestamptz,
			      missed_at timestamptz, seen_at timestamptz, until timestamptz, username text, old_username text,
			      reciprocated boolean, kind text, renamed_after timestamptz, renamed_before timestamptz
			    ) ON COMMIT DELETE ROWS;
			    CREATE TEMP TABLE stored_profiles (key bigint, differs boolean) ON COMMIT DELETE ROWS;
			  END IF;
			  PERFORM %s;
			END $$"""
		.formatted(LargeLists.SETTINGS);

	// The one statement that compares everybody. It only reads, and returns one row, so
	// that the database may use several processes for large lists. A member that is not
	// in the result has not changed: each row that shows it equals what is stored. A
	// limit, or a common table expression, would keep the joins in one process.
	static final String COMPARE_ALL = """
			SELECT CASE WHEN count(*) <= :most THEN coalesce(array_agg(key), '{}') END AS keys FROM (
			  SELECT coalesce(s.key, o.key) AS key
			  FROM (SELECT rows.*, stored_at AS seen_at FROM (%s) AS rows) AS s
			    FULL JOIN (SELECT member_key AS key, list = 'FOLLOWERS' AS follower, missed_at, username FROM relationships
			      WHERE account_id = :account AND until IS NULL) AS o ON o.key = s.key AND o.follower = (s.list = 'FOLLOWERS')
			    LEFT JOIN members m ON m.key = s.key
			  WHERE s.key IS NULL OR o.key IS NULL OR o.missed_at IS NOT NULL OR o.username <> s.username OR m.key IS NULL OR %s
			) AS differing"""
		.formatted(ShownMembers.ROWS, ProfileStatements.DIFFERS);

	private static final String CHOOSE = """
			INSERT INTO candidates
			SELECT unnest(:keys) UNION SELECT member_key FROM job_probes WHERE job_id = :job""";

	private static final String PROBED = """
			probed AS (
			  SELECT member_key AS key, following, followed_by, gone, asked_at FROM job_probes
			  WHERE job_id = :job AND (gone OR following IS NOT NULL)
			), """;

	// From here on, only the members who differ from what is stored are worked on. An
	// answer overrides the walks.
	static final String FIND = find(ShownMembers.WALKED_CANDIDATES, "AND member_key IN (SELECT key FROM candidates)");

	private static final String FIND_AMONG_ALL = find(ShownMembers.WALKED, "");

	private static String find(String walked, String onlyCandidates) {
		return walked + PROBED
				+ """
						seen AS (
						  SELECT key, w.username, w.full_name, w.verified, w.private, w.picture_id, w.stored_at AS seen_at, w.list AS seen_in,
						    p.asked_at, coalesce(p.gone, false) AS gone, p.following IS NOT NULL AS answered,
						    w.follows AS walked_follows, w.followed AS walked_followed,
						    CASE WHEN p.gone THEN false ELSE coalesce(p.followed_by, w.follows) END AS follows,
						    CASE WHEN p.gone THEN false ELSE coalesce(p.following, w.followed) END AS followed
						  FROM walked w FULL JOIN probed p USING (key)
						), known AS (
						  SELECT member_key AS key, list, since, missed_at, seen_at, username, reciprocated FROM relationships
						  WHERE account_id = :account AND until IS NULL %s
						), followers AS (
						  SELECT * FROM known WHERE list = 'FOLLOWERS'
						), following AS (
						  SELECT * FROM known WHERE list = 'FOLLOWING'
						)
						INSERT INTO changed_members
						SELECT key, s.username, s.full_name, s.verified, s.private, s.picture_id, s.seen_at, s.seen_in::list_kind, s.asked_at,
						  coalesce(s.gone, false), coalesce(s.answered, false),
						  coalesce(s.follows, false), coalesce(s.walked_follows, false), followers.since, followers.missed_at,
						  followers.seen_at, followers.username, followers.reciprocated,
						  coalesce(s.followed, false), coalesce(s.walked_followed, false), following.since, following.missed_at,
						  following.seen_at, following.username, following.reciprocated
						FROM seen s FULL JOIN followers USING (key) FULL JOIN following USING (key) LEFT JOIN members m USING (key)
						WHERE coalesce(s.follows, false) <> (followers.since IS NOT NULL)
						  OR coalesce(s.followed, false) <> (following.since IS NOT NULL)
						  OR followers.missed_at IS NOT NULL OR following.missed_at IS NOT NULL
						  OR s.username <> followers.username OR s.username <> following.username
						  OR s.username IS NOT NULL AND (m.key IS NULL OR %s)"""
					.formatted(onlyCandidates, ProfileStatements.DIFFERS);
	}

	// Where nothing is stored, everybody has changed. In the order of the keys, in which
	// most indexes are written.
	private static final String FIND_ALL = ShownMembers.WALKED + PROBED
			+ """
					seen AS (
					  SELECT w.*, p.asked_at, p.gone, p.following IS NOT NULL AS answered,
					    CASE WHEN p.gone THEN false ELSE coalesce(p.followed_by, w.follows) END AS now_follows,
					    CASE WHEN p.gone THEN false ELSE coalesce(p.following, w.followed) END AS now_followed
					  FROM walked w LEFT JOIN probed p USING (key)
					)
					INSERT INTO changed_members (key, username, full_name, verified, private, picture_id, seen_at, seen_in, asked_at, gone,
					  answered, follows, walked_follows, followed, walked_followed)
					SELECT key, username, full_name, verified, private, picture_id, stored_at, list::list_kind, asked_at,
					  coalesce(gone, false), answered, now_follows, follows, now_followed, followed
					FROM seen ORDER BY key""";

	Mono<Void> find(Sync sync) {
		return this.database.sql(TABLES)
			.then()
			.then(sync.isFirst() ? job(sync, FIND_ALL).then() : compareAndFind(sync));
	}

	private Mono<Void> compareAndFind(Sync sync) {
		return candidates(sync).flatMap((candidates) -> candidates
			.map((keys) -> job(sync, CHOOSE).bind("keys", keys).then().then(account(sync, FIND).then()))
			.orElseGet(() -> account(sync, FIND_AMONG_ALL).then()));
	}

	/** Empty if there are too many. */
	private Mono<Optional<Long[]>> candidates(Sync sync) {
		return account(sync, COMPARE_ALL).bind("most", this.maxCandidates)
			.map((row) -> Optional.ofNullable(row.get("keys", Long[].class)))
			.one();
	}

	private GenericExecuteSpec account(Sync sync, String sql) {
		return job(sync, sql).bind("account", sync.account());
	}

	private GenericExecuteSpec job(Sync sync, String sql) {
		return this.database.sql(sql).bind("job", sync.job().value());
	}

}
