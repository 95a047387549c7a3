package io.followsync.worker.relationships;

import io.followsync.job.JobId;
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

	// How long a list is declared is what makes it exact. Where nothing is declared, only
	// the verdict knows, which is not stored yet.
	// The two sides meet in a full join, which is never a loop over both, whatever the
	// planner expects of a list.
	private static final String CHOOSE = ShownMembers.WALKED
			+ """
					open AS (
					  SELECT member_key AS key, list, missed_at, username FROM relationships
					  WHERE account_id = (SELECT claimed_user_id FROM jobs WHERE id = :job) AND until IS NULL
					), compared AS (
					  SELECT key, o.list, o.missed_at, o.username, w.username AS walked_name, w.followed AND NOT w.follows AS not_following_back,
					    o.list IS NOT NULL AND NOT coalesce(CASE o.list WHEN 'FOLLOWERS' THEN w.follows ELSE w.followed END, false) AS missing
					  FROM walked w FULL JOIN open o USING (key) WHERE key > 0
					), candidates AS (
					  SELECT key, min(list) FILTER (WHERE missing) AS list,
					    coalesce(bool_or(missed_at IS NOT NULL) FILTER (WHERE missing), false) AS missed,
					    coalesce(min(username) FILTER (WHERE missing), min(walked_name)) AS username
					  FROM compared
					  WHERE missing OR not_following_back AND NOT EXISTS (
					    SELECT FROM job_lists l WHERE l.job_id = :job AND l.list = 'FOLLOWERS'
					      AND l.declared = (SELECT count(*) FROM walked WHERE follows) AND (l.walk = 1 OR l.row_count = l.declared))
					  GROUP BY key
					), chosen AS (
					  SELECT key, row_number() OVER (ORDER BY list NULLS LAST, missed DESC, username COLLATE "C", key) AS place
					  FROM candidates ORDER BY place LIMIT :most
					)
					INSERT INTO job_probes (job_id, member_key, place)
					SELECT :job, key, place FROM chosen
					WHERE NOT EXISTS (SELECT FROM job_probes WHERE job_id = :job)""";

	private final DatabaseClient database;

	MemberProbes(DatabaseClient database) {
		this.database = database;
	}

	/** Changes nothing if they are chosen already. */
	public Mono<Void> choose(JobId job, int most) {
		return this.database.sql(CHOOSE).bind("job", job.value()).bind("most", most).then();
	}

}
