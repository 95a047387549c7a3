package io.followsync.worker.relationships;

import io.followsync.job.JobId;
import io.followsync.runtime.database.Columns;
import io.followsync.worker.walk.ShownMembers;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/**
 * Chooses the members to probe in a sync. First come those whom its walks miss, because a
 * probe settles whether they have left; then those who seem not to follow back, if the
 * list of followers may have left them out.
 */
@Repository
public class MemberProbes {

	// A list of millions is only compared by keys. This statement only reads, and returns
	// one row, so that the database may use several processes. The two sides meet in
	// full joins, which are never a loop over both, whatever the planner expects of a
	// list. A WHERE condition that rejects nulls would let the planner turn the full
	// joins into inner or left joins, and those into nested loops. A list is exact if it
	// is as long as declared. Where nothing is declared, only the verdict knows, which is
	// not stored yet.
	static final String CHOOSE = """
			WITH missing AS (
			  SELECT o.key, o.list, o.missed_at IS NOT NULL AS missed, o.username
			  FROM (SELECT member_key AS key, list, missed_at, username FROM relationships
			      WHERE account_id = (SELECT claimed_user_id FROM jobs WHERE id = :job) AND until IS NULL) AS o
			    FULL JOIN (SELECT key, list FROM (%1$s) AS keys) AS s ON s.key = o.key AND (s.list = 'FOLLOWERS') = (o.list = 'FOLLOWERS')
			  WHERE s.key IS NULL
			), not_following_back AS (
			  SELECT g.key, g.username FROM (SELECT DISTINCT ON (key) key, username FROM (%2$s) AS rows WHERE list = 'FOLLOWING'
			      ORDER BY key, stored_at DESC, page DESC) AS g
			    FULL JOIN (SELECT key FROM (%1$s) AS keys WHERE list = 'FOLLOWERS') AS r USING (key)
			  WHERE r.key IS NULL AND NOT EXISTS (
			    SELECT FROM job_lists l WHERE l.job_id = :job AND l.list = 'FOLLOWERS' AND (l.walk = 1 OR l.row_count = l.declared)
			      AND l.declared = (SELECT count(DISTINCT key) FROM (%1$s) AS keys WHERE list = 'FOLLOWERS'))
			), candidates AS (
			  SELECT key, min(list) AS list, coalesce(bool_or(missed), false) AS missed, coalesce(min(username), min(walked_name)) AS username
			  FROM (SELECT key, list, missed, username, NULL AS walked_name FROM missing
			    UNION ALL SELECT key, NULL, NULL, NULL, username FROM not_following_back) AS both_kinds
			  WHERE coalesce(key, 0) > 0 GROUP BY key
			), chosen AS (
			  SELECT key, row_number() OVER (ORDER BY list NULLS LAST, missed DESC, username COLLATE "C", key) AS place
			  FROM candidates ORDER BY place LIMIT :most
			)
			SELECT coalesce(array_agg(key ORDER BY place), '{}') AS keys FROM chosen"""
		.formatted(ShownMembers.KEYS, ShownMembers.ROWS);

	private static final String STORE = """
			INSERT INTO job_probes (job_id, member_key, place)
			SELECT :job, key, place FROM unnest(:keys) WITH ORDINALITY AS chosen (key, place)
			WHERE NOT EXISTS (SELECT FROM job_probes WHERE job_id = :job)""";

	private final DatabaseClient database;

	MemberProbes(DatabaseClient database) {
		this.database = database;
	}

	/** Changes nothing if they are chosen already. */
	public Mono<Void> choose(JobId job, int most) {
		return this.database.sql("SELECT " + LargeLists.SETTINGS)
			.then()
			.then(chosen(job, most))
			.flatMap((keys) -> this.database.sql(STORE).bind("job", job.value()).bind("keys", keys).then());
	}

	private Mono<Long[]> chosen(JobId job, int most) {
		return this.database.sql(CHOOSE)
			.bind("job", job.value())
			.bind("most", most)
			.map((row) -> Columns.required(row, "keys", Long[].class))
			.one();
	}

}
