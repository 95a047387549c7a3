package io.followsync.worker.completion.analysis;

import io.followsync.job.JobId;
import io.followsync.job.JobKind;
import io.followsync.worker.completion.Ending.Verdicts;
import io.followsync.worker.completion.JobCompletion;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/**
 * Computes the result of an analysis from its pages, inside the database. For a probed
 * member, the answer of the probe overrides the lists.
 */
@Repository
class AnalysisCompletion implements JobCompletion {

	// A list is its last walk, united with the earlier ones if one is comparable; of a
	// member's rows the last one read counts.
	private static final String SHOWN = """
			WITH shown AS (
			  SELECT DISTINCT ON (p.list, m.key) p.list, m.key, m.username, m.full_name, m.verified, m.private,
			    coalesce(m.doubtful, false) AS doubtful
			  FROM sync_pages p JOIN job_lists l ON l.job_id = p.job_id AND l.list = p.list
			    AND (p.walk = l.walk OR l.comparable),
			    unnest(p.member_keys, p.usernames, p.full_names, p.verified, p.private, p.doubtful)
			      AS m (key, username, full_name, verified, private, doubtful)
			  WHERE p.job_id = :job
			  ORDER BY p.list, m.key, p.stored_at DESC, p.page DESC
			), """;

	private static final String CHOOSE_PROBES = SHOWN + """
			missing AS (
			  SELECT g.key, row_number() OVER (ORDER BY g.username COLLATE "C", g.key) AS place
			  FROM shown g LEFT JOIN shown r ON r.list = 'FOLLOWERS' AND r.key = g.key
			  WHERE g.list = 'FOLLOWING' AND r.key IS NULL AND g.key > 0
			  ORDER BY place LIMIT :most
			)
			INSERT INTO job_probes (job_id, member_key, place)
			SELECT :job, missing.key, missing.place FROM missing
			WHERE NOT EXISTS (SELECT FROM job_probes WHERE job_id = :job)""";

	private static final String STORE_MEMBERS = SHOWN
			+ """
					related AS (
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

	private static final String STORE_FIGURES = """
			INSERT INTO job_results (job_id, followers_count, following_count, not_following_back_count, fans_count,
			  mutual_count, unconfirmed_count)
			SELECT :job, fans + mutual, missing + mutual, missing, fans, mutual, unconfirmed FROM (
			  SELECT count(*) FILTER (WHERE relation = 'FAN') AS fans,
			    count(*) FILTER (WHERE relation = 'MUTUAL') AS mutual,
			    count(*) FILTER (WHERE relation = 'NOT_FOLLOWING_BACK') AS missing,
			    count(*) FILTER (WHERE relation = 'NOT_FOLLOWING_BACK' AND NOT confirmed) AS unconfirmed
			  FROM job_result_members WHERE job_id = :job) AS counted""";

	private final DatabaseClient database;

	AnalysisCompletion(DatabaseClient database) {
		this.database = database;
	}

	@Override
	public JobKind kind() {
		return JobKind.ANALYSIS;
	}

	/** Those of "not following back", in order of name. */
	@Override
	public Mono<Void> chooseProbes(JobId job, int most) {
		return this.database.sql(CHOOSE_PROBES).bind("job", job.value()).bind("most", most).then();
	}

	/**
	 * Stores members and figures. That a member is missing from a list counts as
	 * confirmed only if that list is exact and no date range of an export could explain
	 * it, or a probe said so.
	 */
	@Override
	public Mono<Void> complete(JobId job, Verdicts verdicts) {
		Mono<Void> members = this.database.sql(STORE_MEMBERS)
			.bind("job", job.value())
			.bind("followersExact", verdicts.followers().exact())
			.bind("followingExact", verdicts.following().exact())
			.then();
		return members.then(this.database.sql(STORE_FIGURES).bind("job", job.value()).then());
	}

}
