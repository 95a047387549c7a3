package io.followsync.worker.walk;

/** The members that the walks of a job showed, for statements about them. */
public final class ShownMembers {

	// A list is its last walk, united with the earlier ones if one is comparable.
	private static final String PAGES = """
			sync_pages p JOIN job_lists l ON l.job_id = p.job_id AND l.list = p.list AND (p.walk = l.walk OR l.comparable)""";

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
			  FROM %s,
			    unnest(p.member_keys, p.usernames, p.full_names, p.verified, p.private, p.doubtful)
			      AS m (key, username, full_name, verified, private, doubtful)
			  WHERE p.job_id = :job
			  ORDER BY p.list, m.key, p.stored_at DESC, p.page DESC
			), """.formatted(PAGES);

	/**
	 * Begins a statement with the rows {@code walked}: one for each member of the job
	 * {@code :job}, with the lists that show it, and the profile that was read last, in
	 * whichever list.
	 */
	public static final String WALKED = """
			WITH rows AS (
			  SELECT m.key, m.username, m.full_name, m.verified, m.private, m.picture_id, p.stored_at, p.list, p.page
			  FROM %s,
			    unnest(p.member_keys, p.usernames, p.full_names, p.verified, p.private, p.picture_ids)
			      AS m (key, username, full_name, verified, private, picture_id)
			  WHERE p.job_id = :job
			), walked AS (
			  SELECT DISTINCT ON (key) rows.*, bool_or(list = 'FOLLOWERS') OVER of_member AS follows,
			    bool_or(list = 'FOLLOWING') OVER of_member AS followed
			  FROM rows WINDOW of_member AS (PARTITION BY key) ORDER BY key, stored_at DESC, list DESC, page DESC
			), """.formatted(PAGES);

	private ShownMembers() {
	}

}
