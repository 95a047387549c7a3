package io.followsync.worker.relationships;

import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The statements that write the profiles that all accounts share. Rows are locked in the
 * order of their keys, so that syncs of several accounts can wait for each other, but not
 * in a circle. A profile is not replaced by one that was read before it.
 */
record ProfileStatements(DatabaseClient database) {

	/**
	 * Whether what was seen of a member, {@code s}, is news to the profile {@code m}.
	 */
	static final String DIFFERS = """
			m.seen_at < s.seen_at AND ((m.username, m.full_name, m.verified, m.private)
			    IS DISTINCT FROM (s.username, s.full_name, s.verified, s.private)
			  OR s.picture_id IS NOT NULL AND m.picture_id IS DISTINCT FROM nullif(s.picture_id, ''))""";

	// A conflicting row is only locked: what it says now decides in the next statement.
	// Whose profile is stored is looked up while none can be removed.
	private static final String ADD_AND_LOCK = """
			WITH stored AS (
			  INSERT INTO stored_profiles
			  SELECT s.key, %s FROM changed_members s JOIN members m ON m.key = s.key WHERE s.username IS NOT NULL
			  RETURNING key, differs
			)
			INSERT INTO members (key, username, full_name, verified, private, picture_id, seen_at)
			SELECT key, s.username, s.full_name, s.verified, s.private, nullif(s.picture_id, ''), s.seen_at
			FROM changed_members s LEFT JOIN stored USING (key)
			WHERE s.username IS NOT NULL AND coalesce(stored.differs, true) ORDER BY key
			ON CONFLICT (key) DO UPDATE SET seen_at = excluded.seen_at WHERE false""".formatted(DIFFERS);

	// Not all were added if another sync added some first.
	private static final String REPLACE = """
			WITH locked AS (
			  SELECT key FROM stored_profiles WHERE differs
			  UNION ALL
			  SELECT s.key FROM changed_members s LEFT JOIN stored_profiles stored USING (key)
			  WHERE s.username IS NOT NULL AND stored.key IS NULL AND :added < (SELECT count(*) FROM changed_members
			    WHERE username IS NOT NULL) - (SELECT count(*) FROM stored_profiles)
			), present AS (
			  SELECT s.* FROM locked JOIN changed_members s USING (key)
			), old AS (
			  INSERT INTO member_versions (member_key, until, username, full_name, verified, private, picture_id)
			  SELECT m.key, s.seen_at, m.username, m.full_name, m.verified, m.private, m.picture_id
			  FROM present s JOIN members m ON m.key = s.key WHERE %1$s
			)
			UPDATE members m SET username = s.username, full_name = s.full_name, verified = s.verified,
			  private = s.private, picture_id = CASE WHEN s.picture_id IS NULL THEN m.picture_id ELSE nullif(s.picture_id, '') END,
			  seen_at = s.seen_at
			FROM present s WHERE m.key = s.key AND %1$s"""
		.formatted(DIFFERS);

	/** Does not look a second time at profiles that are all new. */
	Mono<Void> store() {
		return this.database.sql(ADD_AND_LOCK)
			.fetch()
			.rowsUpdated()
			.flatMap((added) -> this.database.sql(REPLACE).bind("added", added).then());
	}

}
