package io.followsync.worker.ledger.r2dbc;

/**
 * What the pages of a job have shown. A list is its last walk, united with the earlier
 * ones if one is comparable; of a member's rows the last one read counts.
 */
final class ShownMembers {

	/** The common table expression {@code shown}, of {@code :job}. */
	static final String SHOWN = """
			shown AS (
			  SELECT DISTINCT ON (p.list, m.key) p.list, m.key, m.username, m.full_name, m.verified, m.private,
			    coalesce(m.doubtful, false) AS doubtful
			  FROM sync_pages p JOIN job_lists l ON l.job_id = p.job_id AND l.list = p.list
			    AND (p.walk = l.walk OR l.comparable),
			    unnest(p.member_keys, p.usernames, p.full_names, p.verified, p.private, p.doubtful)
			      AS m (key, username, full_name, verified, private, doubtful)
			  WHERE p.job_id = :job
			  ORDER BY p.list, m.key, p.stored_at DESC, p.page DESC
			)""";

	private ShownMembers() {
	}

}
