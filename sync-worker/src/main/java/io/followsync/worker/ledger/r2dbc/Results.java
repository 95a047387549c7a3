package io.followsync.worker.ledger.r2dbc;

import io.followsync.job.JobId;
import io.followsync.worker.ledger.Ending;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Computes the result of a job from its pages, inside the database and inside the
 * ending's transaction. For a probed member, the answer of the probe overrides the lists.
 */
final class Results {

	private static final String MEMBERS = "WITH " + ShownMembers.SHOWN
			+ """
					, related AS (
					  SELECT key, coalesce(p.following, g.key IS NOT NULL) AS followed,
					    coalesce(p.followed_by, r.key IS NOT NULL) AS follows, p.following IS NOT NULL AS probed,
					    coalesce(g.username, r.username) AS username, coalesce(g.full_name, r.full_name) AS full_name,
					    coalesce(g.verified, r.verified) AS verified, coalesce(g.private, r.private) AS private,
					    coalesce(g.doubtful, r.doubtful) AS doubtful
					  FROM (SELECT * FROM shown WHERE list = 'FOLLOWING') g
					  FULL OUTER JOIN (SELECT * FROM shown WHERE list = 'FOLLOWERS') r USING (key)
					  LEFT JOIN (SELECT member_key AS key, following, followed_by FROM job_probes WHERE job_id = :job) p USING (key)
					)
					INSERT INTO job_result_members (job_id, relation, username, member_key, full_name, verified, private, confirmed)
					SELECT :job, CASE WHEN NOT follows THEN 'NOT_FOLLOWING_BACK' WHEN NOT followed THEN 'FAN' ELSE 'MUTUAL' END,
					  username, key, full_name, verified, private,
					  probed OR ((follows OR (:followersExact AND NOT doubtful)) AND (followed OR :followingExact))
					FROM related WHERE followed OR follows""";

	private static final String FIGURES = """
			INSERT INTO job_results (job_id, followers_count, following_count, not_following_back_count, fans_count,
			  mutual_count, unconfirmed_count)
			SELECT :job, fans + mutual, missing + mutual, missing, fans, mutual, unconfirmed FROM (
			  SELECT count(*) FILTER (WHERE relation = 'FAN') AS fans,
			    count(*) FILTER (WHERE relation = 'MUTUAL') AS mutual,
			    count(*) FILTER (WHERE relation = 'NOT_FOLLOWING_BACK') AS missing,
			    count(*) FILTER (WHERE relation = 'NOT_FOLLOWING_BACK' AND NOT confirmed) AS unconfirmed
			  FROM job_result_members WHERE job_id = :job) AS counted""";

	private final DatabaseClient database;

	Results(DatabaseClient database) {
		this.database = database;
	}

	/**
	 * Stores members and figures. That a member is missing from a list counts as
	 * confirmed only if that list is exact and no date range of an export could explain
	 * it, or a probe said so.
	 */
	Mono<Void> store(JobId job, Ending.Verdicts verdicts) {
		Mono<Void> members = this.database.sql(MEMBERS)
			.bind("job", job.value())
			.bind("followersExact", verdicts.followers().exact())
			.bind("followingExact", verdicts.following().exact())
			.then();
		return members.then(this.database.sql(FIGURES).bind("job", job.value()).then());
	}

}
