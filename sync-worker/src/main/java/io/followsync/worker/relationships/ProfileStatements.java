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
	private static final String ADD_AND_LOCK = """
			WITH changed AS (
			  INSERT INTO changed_profiles
			  SELECT s.key, s.username, s.full_name, s.verified, s.private, s.picture_id, s.seen_at
			  FROM changed_members s LEFT JOIN members m ON m.key = s.key
			  WHERE s.username IS NOT NULL AND (m.key IS NULL OR %s)
			  RETURNING *
			)
			INSERT INTO members (key, username, full_name, verified, private, picture_id, seen_at)
			SELECT key, username, full_name, verified, private, nullif(picture_id, ''), seen_at FROM changed ORDER BY key
			ON CONFLICT (key) DO UPDATE SET seen_at = excluded.seen_at WHERE false"""
		.formatted(DIFFERS);

	private static final String REPLACE = """
			WITH present AS (
			  SELECT * FROM changed_profiles WHERE :added < (SELECT count(*) FROM changed_profiles)
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
