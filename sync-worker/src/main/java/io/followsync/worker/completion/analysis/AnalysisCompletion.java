package io.followsync.worker.completion.analysis;

import io.followsync.job.JobId;
import io.followsync.job.JobKind;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.completion.Ending.Verdicts;
import io.followsync.worker.completion.JobCompletion;
import io.followsync.worker.walk.ShownMembers;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/**
 * Computes the result of an analysis from its pages, inside the database. For a probed
 * member, the answer of the probe overrides the lists.
 */
@Repository
class AnalysisCompletion implements JobCompletion {

	private static final String CHOOSE_PROBES = ShownMembers.SHOWN + """
			missing AS (
			  SELECT g.key, row_number() OVER (ORDER BY g.username COLLATE "C", g.key) AS place
			  FROM shown g LEFT JOIN shown r ON r.list = 'FOLLOWERS' AND r.key = g.key
			  WHERE g.list = 'FOLLOWING' AND r.key IS NULL AND g.key > 0
			  ORDER BY place LIMIT :most
			)
			INSERT INTO job_probes (job_id, member_key, place)
			SELECT :job, missing.key, missing.place FROM missing
			WHERE NOT EXISTS (SELECT FROM job_probes WHERE job_id = :job)""";

	private static final String STORE_MEMBERS = ShownMembers.SHOWN
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
					), results AS (
					  SELECT CASE WHEN NOT follows THEN 'NOT_FOLLOWING_BACK' WHEN NOT followed THEN 'FAN' ELSE 'MUTUAL' END AS relation,
					    username COLLATE "C" AS username, key, full_name, verified, private,
					    probed OR ((follows OR (:followersExact AND NOT doubtful)) AND (followed OR :followingExact)) AS confirmed
					  FROM related WHERE followed OR follows
					), chunks AS (
					  SELECT relation, array_agg(username ORDER BY username, key) AS usernames,
					    array_agg(key ORDER BY username, key) AS keys, array_agg(full_name ORDER BY username, key) AS full_names,
					    array_agg(verified ORDER BY username, key) AS verified, array_agg(private ORDER BY username, key) AS private,
					    array_agg(confirmed ORDER BY username, key) AS confirmed
					  FROM (SELECT *, (row_number() OVER (PARTITION BY relation ORDER BY username, key) - 1) / 500 AS chunk FROM results) AS numbered
					  GROUP BY relation, chunk
					)
					INSERT INTO job_result_chunks (job_id, relation, last_username, last_member_key, usernames, member_keys, full_names,
					  verified, private, confirmed)
					SELECT :job, relation, usernames[cardinality(usernames)], keys[cardinality(keys)], usernames, keys, full_names, verified,
					  private, confirmed
					FROM chunks""";

	private static final String STORE_FIGURES = """
			INSERT INTO job_results (job_id, followers_count, following_count, not_following_back_count, fans_count,
			  mutual_count, unconfirmed_count)
			SELECT :job, fans + mutual, missing + mutual, missing, fans, mutual, unconfirmed FROM (
			  SELECT coalesce(sum(cardinality(member_keys)) FILTER (WHERE relation = 'FAN'), 0) AS fans,
			    coalesce(sum(cardinality(member_keys)) FILTER (WHERE relation = 'MUTUAL'), 0) AS mutual,
			    coalesce(sum(cardinality(member_keys)) FILTER (WHERE relation = 'NOT_FOLLOWING_BACK'), 0) AS missing,
			    coalesce(sum(cardinality(array_positions(confirmed, false))) FILTER (WHERE relation = 'NOT_FOLLOWING_BACK'), 0) AS unconfirmed
			  FROM job_result_chunks WHERE job_id = :job) AS counted""";

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

	/** An exact list of followers leaves no doubt who is missing from it. */
	@Override
	public boolean wantsProbes(Verdicts verdicts) {
		return !verdicts.followers().exact();
	}

	/** Only a completed analysis has a result. */
	@Override
	public Mono<Void> end(JobId job, Ending ending) {
		return (ending instanceof Ending.Completed completed) ? storeResult(job, completed.verdicts()) : Mono.empty();
	}

	/**
	 * Stores members and figures. That a member is missing from a list counts as
	 * confirmed only if that list is exact and no date range of an export could explain
	 * it, or a probe said so.
	 */
	private Mono<Void> storeResult(JobId job, Verdicts verdicts) {
		Mono<Void> members = this.database.sql(STORE_MEMBERS)
			.bind("job", job.value())
			.bind("followersExact", verdicts.followers().exact())
			.bind("followingExact", verdicts.following().exact())
			.then();
		return members.then(this.database.sql(STORE_FIGURES).bind("job", job.value()).then());
	}

}
