package io.followsync.worker.ledger.r2dbc;

import io.followsync.job.JobId;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Computes the result of a job from its pages, inside the database and inside the
 * ending's transaction. A list is the union of its walks; of a member's rows the last one
 * read counts.
 */
final class Results {

	private static final String MEMBERS = """
			WITH shown AS (
			  SELECT DISTINCT ON (p.list, m.key) p.list, m.key, m.username, m.full_name, m.verified, m.private
			  FROM sync_pages p JOIN job_lists l ON l.job_id = p.job_id AND l.list = p.list
			    AND (p.walk = l.walk OR l.comparable),
			    unnest(p.member_keys, p.usernames, p.full_names, p.verified, p.private)
			      AS m (key, username, full_name, verified, private)
			  WHERE p.job_id = :job
			  ORDER BY p.list, m.key, p.walk DESC, p.page DESC
			), related AS (
			  SELECT CASE WHEN r.key IS NULL THEN 'NOT_FOLLOWING_BACK' WHEN g.key IS NULL THEN 'FAN' ELSE 'MUTUAL' END AS relation,
			    coalesce(g.username, r.username) AS username, key,
			    coalesce(g.full_name, r.full_name) AS full_name, coalesce(g.verified, r.verified) AS verified,
			    coalesce(g.private, r.private) AS private
			  FROM (SELECT * FROM shown WHERE list = 'FOLLOWING') g
			  FULL OUTER JOIN (SELECT * FROM shown WHERE list = 'FOLLOWERS') r USING (key)
			)
			INSERT INTO job_result_members (job_id, relation, username, member_key, full_name, verified, private, confirmed)
			SELECT :job, relation, username, key, full_name, verified, private,
			  relation <> 'NOT_FOLLOWING_BACK' OR :exact
			FROM related""";

	private static final String FIGURES = """
			INSERT INTO job_results (job_id, followers_count, following_count, not_following_back_count, fans_count,
			  mutual_count, unconfirmed_count)
			SELECT :job, fans + mutual, missing + mutual, missing, fans, mutual, unconfirmed FROM (
			  SELECT count(*) FILTER (WHERE relation = 'FAN') AS fans,
			    count(*) FILTER (WHERE relation = 'MUTUAL') AS mutual,
			    count(*) FILTER (WHERE relation = 'NOT_FOLLOWING_BACK') AS missing,
			    count(*) FILTER (WHERE NOT confirmed) AS unconfirmed
			  FROM job_result_members WHERE job_id = :job) AS counted""";

	private final DatabaseClient database;

	Results(DatabaseClient database) {
		this.database = database;
	}

	/**
	 * Stores members and figures.
	 * @param exact whether a member that the followers do not show is proven not to
	 * follow
	 */
	Mono<Void> store(JobId job, boolean exact) {
		Mono<Void> members = this.database.sql(MEMBERS).bind("job", job.value()).bind("exact", exact).then();
		return members.then(this.database.sql(FIGURES).bind("job", job.value()).then());
	}

}
