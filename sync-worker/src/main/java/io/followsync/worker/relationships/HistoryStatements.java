package io.followsync.worker.relationships;

import io.followsync.worker.relationships.Reconciliation.Sync;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** The statements that write relationships, events and the figures of a sync. */
record HistoryStatements(DatabaseClient database) {

	private static final String OPEN = """
			INSERT INTO relationships (account_id, list, member_key, since, absent_at, reciprocated, username)
			SELECT :account, list, key, since, absent_at, reciprocated, username FROM changed_relationships
			WHERE opened ORDER BY list, key""";

	// Nothing else is stored of the account: there is nobody to compare with, and no
	// event. In the order in which they were found.
	private static final String OPEN_ALL = ChangeStatements.WALKS + """
			INSERT INTO relationships (account_id, list, member_key, since, reciprocated, username)
			SELECT :account, list, key, CASE WHEN walked_follows THEN ended_at ELSE asked_at END, followed, username
			FROM walks, changed_members WHERE list = 'FOLLOWERS' AND follows
			UNION ALL
			SELECT :account, list, key, CASE WHEN walked_followed THEN ended_at ELSE asked_at END, follows, username
			FROM walks, changed_members WHERE list = 'FOLLOWING' AND followed""";

	private static final String UPDATE = """
			UPDATE relationships r SET missed_at = c.missed_at, seen_at = c.seen_at, until = c.until,
			  reciprocated = c.reciprocated, username = c.username, vanished = coalesce(c.kind IN ('GONE', 'LEFT_OR_GONE'), false)
			FROM changed_relationships c
			WHERE NOT c.opened AND r.account_id = :account AND r.list = c.list AND r.member_key = c.key AND r.until IS NULL
			  AND (r.missed_at, r.seen_at, c.until, r.reciprocated, r.username)
			    IS DISTINCT FROM (c.missed_at, c.seen_at, NULL, c.reciprocated, c.username)""";

	// A member who left both lists in one way, came back to both or was renamed in both,
	// makes one event.
	private static final String RECORD = """
			WITH happened AS (
			  SELECT kind, key, max(username) AS username, NULL AS old_username,
			    min(CASE WHEN opened THEN absent_at ELSE seen_at END) AS after,
			    max(CASE WHEN opened THEN since ELSE until END) AS before
			  FROM changed_relationships WHERE kind IS NOT NULL GROUP BY kind, key
			  UNION ALL
			  SELECT 'RENAMED', key, max(username), max(old_username), max(renamed_after), max(renamed_before)
			  FROM changed_relationships WHERE username <> old_username GROUP BY key
			), recorded AS (
			  INSERT INTO events (account_id, seq, recorded_at, kind, member_key, username, old_username, after, before, sync_id)
			  SELECT a.id, a.event_seq + row_number() OVER (ORDER BY h.before, h.key, h.kind COLLATE "C"), :at, h.kind, h.key,
			    h.username, h.old_username, h.after, h.before, :job
			  FROM happened h, accounts a WHERE a.id = :account
			  RETURNING seq
			)
			UPDATE accounts SET event_seq = last.seq FROM (SELECT max(seq) AS seq FROM recorded) AS last
			WHERE id = :account AND last.seq IS NOT NULL""";

	// As the last walk showed them. The first sync gains nobody: it begins the history.
	private static final String COUNT = """
			INSERT INTO insights (account_id, at, sync_id, followers_count, following_count, mutual_count,
			  not_following_back_count, fans_count, gained_count, lost_count, unconfirmed_count)
			SELECT :account, :at, :job, mutual + fans, mutual + not_following_back, mutual, not_following_back, fans,
			  (SELECT count(*) FROM changed_relationships WHERE list = 'FOLLOWERS' AND opened AND absent_at IS NOT NULL),
			  (SELECT count(*) FROM changed_relationships WHERE list = 'FOLLOWERS' AND until IS NOT NULL),
			  (SELECT count(DISTINCT member_key) FROM relationships
			    WHERE account_id = :account AND until IS NULL AND missed_at IS NOT NULL)
			FROM (SELECT count(*) FILTER (WHERE list = 'FOLLOWERS' AND reciprocated) AS mutual,
			    count(*) FILTER (WHERE list = 'FOLLOWERS' AND NOT reciprocated) AS fans,
			    count(*) FILTER (WHERE list = 'FOLLOWING' AND NOT reciprocated) AS not_following_back
			  FROM relationships WHERE account_id = :account AND until IS NULL AND missed_at IS NULL) AS shown""";

	private static final String PROMOTE = ChangeStatements.WALKS + """
			INSERT INTO account_lists (account_id, list, sync_id, began_at, ended_at, members, exact)
			SELECT :account, list, :job, began_at, ended_at,
			  CASE list WHEN 'FOLLOWERS' THEN i.followers_count ELSE i.following_count END,
			  CASE list WHEN 'FOLLOWERS' THEN :followersExact ELSE :followingExact END
			FROM walks, insights i WHERE i.account_id = :account AND i.at = :at
			ON CONFLICT (account_id, list) DO UPDATE SET sync_id = excluded.sync_id, began_at = excluded.began_at,
			  ended_at = excluded.ended_at, members = excluded.members, exact = excluded.exact""";

	/** Begins the history, as the first sync that counts. */
	Mono<Void> begin(Sync sync) {
		return of(sync, OPEN_ALL).bind("job", sync.job().value()).then();
	}

	/** Numbers the events on from the account's last. */
	Mono<Void> store(Sync sync) {
		return of(sync, OPEN).then().then(of(sync, UPDATE).then()).then(recorded(sync, RECORD).then());
	}

	/** Makes these walks the ones that the next sync is compared with. */
	Mono<Void> close(Sync sync, boolean followersExact, boolean followingExact) {
		return recorded(sync, COUNT).then()
			.then(recorded(sync, PROMOTE).bind("followersExact", followersExact)
				.bind("followingExact", followingExact)
				.then());
	}

	private GenericExecuteSpec recorded(Sync sync, String sql) {
		return of(sync, sql).bind("job", sync.job().value()).bind("at", sync.at());
	}

	private GenericExecuteSpec of(Sync sync, String sql) {
		return this.database.sql(sql).bind("account", sync.account());
	}

}
