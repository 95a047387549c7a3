package io.followsync.worker.relationships;

import io.followsync.worker.relationships.Reconciliation.Sync;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The statement that finds out what becomes of the relationships of the
 * {@code changed_members}, in a table of the transaction ({@code changed_relationships}).
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
					  CASE WHEN opened AND absent_at IS NULL THEN NULL
					    WHEN opened AND vanished THEN 'RETURNED'
					    WHEN opened THEN CASE list WHEN 'FOLLOWERS' THEN 'FOLLOWED_YOU' ELSE 'YOU_FOLLOWED' END
					    WHEN ended AND gone THEN 'GONE'
					    WHEN ended AND (answered OR showing_lists > 0)
					      THEN CASE list WHEN 'FOLLOWERS' THEN 'UNFOLLOWED_YOU' ELSE 'YOU_UNFOLLOWED' END
					    WHEN ended THEN 'LEFT_OR_GONE' END,
					  last_named_at, (SELECT ended_at FROM walks WHERE walks.list = named_in)
					FROM (SELECT *, CASE WHEN opened AND absent_at IS NOT NULL THEN (
					    SELECT r.vanished FROM relationships r
					    WHERE r.account_id = :account AND r.list = judged.list AND r.member_key = judged.key ORDER BY r.since DESC LIMIT 1)
					  END AS vanished FROM judged) AS known""";

	Mono<Void> find(Sync sync) {
		return this.database.sql(COMPARE).bind("job", sync.job().value()).bind("account", sync.account()).then();
	}

}
