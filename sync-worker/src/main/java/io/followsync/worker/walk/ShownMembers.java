package io.followsync.worker.walk;

/** The members that the walks of a job showed, for statements about them. */
public final class ShownMembers {

	// A list is its last walk, united with the earlier ones if one is comparable.
	// job_lists is tested in EXISTS, not joined: its rows are newer than the statistics,
	// so a join would overestimate the pages.
	private static final String OF_JOB = """
			p.job_id = :job AND EXISTS (SELECT FROM job_lists l
			    WHERE l.job_id = p.job_id AND l.list = p.list AND (p.walk = l.walk OR l.comparable))""";

	/**
	 * Begins a statement with the rows {@code shown}: one for each member of each list of
	 * the job {@code :job}, with its profile and the time at which it was read. A list is
	 * its last walk, united with the earlier ones if one is comparable; of a member's
	 * rows the last one read counts.
	 */
	public static final String SHOWN = """
			WITH shown AS (
			  SELECT DISTINCT ON (p.list, m.key) p.list, m.key, m.username, m.full_name, m.verified, m.private,
			    coalesce(m.doubtful, false) AS doubtful, p.stored_at
			  FROM sync_pages p,
			    unnest(p.member_keys, p.usernames, p.full_names, p.verified, p.private, p.doubtful)
			      AS m (key, username, full_name, verified, private, doubtful)
			  WHERE %s
			  ORDER BY p.list, m.key, p.stored_at DESC, p.page DESC
			), """.formatted(OF_JOB);

	/**
	 * A query for what the pages of the job {@code :job} say of its members: a row for
	 * each time that a list shows one. It unnests in its select list: a function in
	 * "from" would store its rows first, which takes twice as long.
	 */
	public static final String ROWS = """
			SELECT unnest(p.member_keys) AS key, unnest(p.usernames) AS username, unnest(p.full_names) AS full_name,
			  unnest(p.verified) AS verified, unnest(p.private) AS private, unnest(p.picture_ids) AS picture_id,
			  p.stored_at, p.list, p.page
			FROM sync_pages p
			WHERE %s
			""".formatted(OF_JOB);

	/** The same, but only the keys and the lists. */
	public static final String KEYS = """
			SELECT unnest(p.member_keys) AS key, p.list FROM sync_pages p WHERE %s""".formatted(OF_JOB);

	private static final String LAST_READ = """
			), walked AS (
			  SELECT DISTINCT ON (key) rows.*, bool_or(list = 'FOLLOWERS') OVER of_member AS follows,
			    bool_or(list = 'FOLLOWING') OVER of_member AS followed
			  FROM rows WINDOW of_member AS (PARTITION BY key) ORDER BY key, stored_at DESC, list DESC, page DESC
			), """;

	/**
	 * Begins a statement with the rows {@code walked}: one for each member of the job
	 * {@code :job}, with the lists that show it, and the profile that was read last, in
	 * whichever list. They are in the order of their keys.
	 */
	public static final String WALKED = "WITH rows AS (\n" + ROWS + LAST_READ;

	/**
	 * The same for those members only whose keys are in the table {@code candidates}. Of
	 * the other pages only the keys are read. IS TRUE keeps the planner from turning the
	 * IN tests into joins; as they are, it hashes them. Without statistics about a job it
	 * expects one page, and would choose a nested loop that takes minutes.
	 */
	public static final String WALKED_CANDIDATES = """
			WITH pages AS MATERIALIZED (
			  SELECT DISTINCT p.list, p.walk, p.page FROM sync_pages p, unnest(p.member_keys) AS k (key)
			  WHERE %s AND (k.key IN (SELECT key FROM candidates)) IS TRUE
			), rows AS (SELECT * FROM (
			""".formatted(OF_JOB) + ROWS + """
			  AND ((p.list, p.walk, p.page) IN (SELECT list, walk, page FROM pages)) IS TRUE) AS rows
			WHERE (key IN (SELECT key FROM candidates)) IS TRUE
			""" + LAST_READ;

	private ShownMembers() {
	}

}
