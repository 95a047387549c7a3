package io.followsync.worker.relationships;

import io.followsync.worker.relationships.Reconciliation.Sync;
import io.followsync.worker.walk.ShownMembers;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The statements that find out, in tables of the transaction, of which members a sync saw
 * something new ({@code changed_members}), and what becomes of their relationships
 * ({@code changed_relationships}).
 */
record ChangeStatements(DatabaseClient database) {

	/**
	 * Begins a statement with the rows {@code walks}: for each list, when it was walked,
	 * and when the walk before that counts. United walks began with their first.
	 */
	static final String WALKS = """
			WITH walks AS (
			  SELECT l.list::list_kind AS list, l.walk_ended_at AS ended_at,
			    least(l.walk_began_at, (SELECT min(p.stored_at) FROM sync_pages p
			      WHERE p.job_id = l.job_id AND p.list = l.list AND (p.walk = l.walk OR l.comparable))) AS began_at,
			    a.began_at AS previous_began_at, a.ended_at AS previous_ended_at
			  FROM job_lists l LEFT JOIN account_lists a ON a.account_id = :account AND a.list = l.list
			  WHERE l.job_id = :job
			) """;

	// Made once a connection; emptied by each commit.
	private static final String TABLES = """
			DO $$ BEGIN
			  IF to_regclass('pg_temp.changed_members') IS NULL THEN
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
			    CREATE TEMP TABLE changed_profiles (
			      key bigint, username text, full_name text, verified boolean, private boolean, picture_id text,
			      seen_at timestamptz
			    ) ON COMMIT DELETE ROWS;
			  END IF;
			  -- Large lists are sorted once and joined with three tables.
			  PERFORM set_config('work_mem', '64MB', true);
			END $$""";

	// An answer overrides the walks. The lists are read here only: from then on, only the
	// members who differ from what is stored are worked on.
	private static final String FIND = ShownMembers.WALKED
			+ """
					probed AS (
					  SELECT member_key AS key, following, followed_by, gone, asked_at FROM job_probes
					  WHERE job_id = :job AND (gone OR following IS NOT NULL)
					), seen AS (
					  SELECT key, w.username, w.full_name, w.verified, w.private, w.picture_id, w.stored_at AS seen_at, w.list AS seen_in,
					    p.asked_at, coalesce(p.gone, false) AS gone, p.following IS NOT NULL AS answered,
					    w.follows AS walked_follows, w.followed AS walked_followed,
					    CASE WHEN p.gone THEN false ELSE coalesce(p.followed_by, w.follows) END AS follows,
					    CASE WHEN p.gone THEN false ELSE coalesce(p.following, w.followed) END AS followed
					  FROM walked w FULL JOIN probed p USING (key)
					), followers AS (
					  SELECT member_key AS key, since, missed_at, seen_at, username, reciprocated
					  FROM relationships WHERE account_id = :account AND list = 'FOLLOWERS' AND until IS NULL
					), following AS (
					  SELECT member_key AS key, since, missed_at, seen_at, username, reciprocated
					  FROM relationships WHERE account_id = :account AND list = 'FOLLOWING' AND until IS NULL
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
				.formatted(ProfileStatements.DIFFERS);

	// One row a list.
	private static final String COMPARE = WALKS
			+ """
					, sides AS (
					  SELECT d.key, d.seen_in AS named_in, d.asked_at, d.gone, d.answered, s.*, w.began_at, w.ended_at,
					    w.previous_began_at, coalesce(d.username, s.old_username, d.followers_username, d.following_username) AS username,
					    s.since IS NOT NULL AND NOT s.seen AND (s.walked OR d.gone OR d.answered OR s.missed_at IS NOT NULL) AS ended,
					    CASE WHEN s.since IS NOT NULL THEN coalesce(s.seen_at, w.previous_began_at) END AS last_seen_at
					  FROM changed_members d CROSS JOIN LATERAL (VALUES
					    ('FOLLOWERS'::list_kind, d.follows, d.walked_follows, d.followers_since, d.followers_missed_at,
					      d.followers_seen_at, d.followers_username, d.followers_reciprocated),
					    ('FOLLOWING', d.followed, d.walked_followed, d.following_since, d.following_missed_at,
					      d.following_seen_at, d.following_username, d.following_reciprocated)
					  ) AS s (list, seen, walked, since, missed_at, seen_at, old_username, reciprocated) JOIN walks w USING (list)
					  WHERE s.since IS NOT NULL OR s.seen AND coalesce(d.username, d.followers_username, d.following_username) IS NOT NULL
					), outcomes AS (
					  SELECT list, key, username, old_username, named_in, gone, answered, ended, since IS NULL AS opened,
					    coalesce(since, CASE WHEN walked THEN ended_at ELSE asked_at END) AS since, previous_began_at AS absent_at,
					    CASE WHEN since IS NULL OR seen THEN NULL WHEN walked THEN asked_at ELSE coalesce(missed_at, ended_at) END AS missed_at,
					    CASE WHEN since IS NULL OR seen THEN NULL WHEN walked THEN began_at ELSE last_seen_at END AS seen_at,
					    last_seen_at, reciprocated
					  FROM sides
					), judged AS (
					  SELECT *, count(*) FILTER (WHERE NOT ended AND missed_at IS NULL) OVER of_member AS showing_lists,
					    max(last_seen_at) OVER of_member AS last_named_at
					  FROM outcomes WINDOW of_member AS (PARTITION BY key)
					)
					INSERT INTO changed_relationships
					SELECT list, key, opened, since, absent_at, missed_at, seen_at, CASE WHEN ended THEN missed_at END, username, old_username,
					  CASE WHEN ended THEN reciprocated ELSE showing_lists > CASE WHEN missed_at IS NULL THEN 1 ELSE 0 END END,
					  CASE WHEN opened AND absent_at IS NOT NULL THEN CASE list WHEN 'FOLLOWERS' THEN 'FOLLOWED_YOU' ELSE 'YOU_FOLLOWED' END
					    WHEN ended AND gone THEN 'GONE'
					    WHEN ended AND (answered OR showing_lists > 0)
					      THEN CASE list WHEN 'FOLLOWERS' THEN 'UNFOLLOWED_YOU' ELSE 'YOU_UNFOLLOWED' END
					    WHEN ended THEN 'LEFT_OR_GONE' END,
					  last_named_at, (SELECT ended_at FROM walks WHERE walks.list = named_in)
					FROM judged""";

	Mono<Void> find(Sync sync) {
		return this.database.sql(TABLES).then().then(of(sync, FIND)).then(of(sync, COMPARE));
	}

	private Mono<Void> of(Sync sync, String sql) {
		return this.database.sql(sql).bind("job", sync.job().value()).bind("account", sync.account()).then();
	}

}
