package io.followsync.gateway;

import java.time.Duration;
import java.util.List;

import org.springframework.r2dbc.core.DatabaseClient;

/** Gives an account as many relationships as large accounts have. */
public final class ManyRelationships {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	// No statement may take seconds.
	private static final int PART = 50_000;

	private final DatabaseClient database;

	private final long account;

	public ManyRelationships(DatabaseClient database, long account) {
		this.database = database;
		this.account = account;
	}

	/**
	 * So many followers, and 8,500 in following, of whom 7,500 do not follow back; of
	 * others, 5,000 in each list were missed, and 5,000 left.
	 */
	public void fill(int followers) {
		members(followers + 27_500);
		for (int first = 1; first <= followers; first += PART) {
			relationships("FOLLOWERS", first, Math.min(followers, first + PART - 1), "n > " + (followers - 1_000));
		}
		relationships("FOLLOWING", followers - 999, followers + 7_500, "n <= " + followers);
		int others = followers + 7_501;
		for (String list : List.of("FOLLOWERS", "FOLLOWING")) {
			relationships(list, others, others + 9_999, "false");
			sql("""
					UPDATE relationships SET missed_at = '2026-11-20T20:14Z', seen_at = '2026-11-20T08:10Z',
					  until = CASE WHEN member_key %% 2 = 0 THEN '2026-11-20T20:14Z'::timestamptz + member_key * interval '1 s' END
					 WHERE list = '%s' AND member_key >= %d"""
				.formatted(list, others));
		}
		sql("ANALYZE relationships, members");
	}

	private void members(int last) {
		for (int first = 1; first <= last; first += PART) {
			sql("""
					INSERT INTO members SELECT n, 'n' || n, '', false, false, '2026-11-20T20:14Z'
					FROM generate_series(%d, %d) n""".formatted(first, Math.min(last, first + PART - 1)));
		}
	}

	private void relationships(String list, int first, int last, String reciprocated) {
		sql("""
				INSERT INTO relationships (account_id, member_key, since, list, reciprocated, username)
				SELECT %d, n, '2026-11-18T20:14Z'::timestamptz + n * interval '1 s', '%s', %s, 'n' || n
				  FROM generate_series(%d, %d) n""".formatted(this.account, list, reciprocated, first, last));
	}

	private void sql(String statement) {
		this.database.sql(statement).then().block(TIMEOUT);
	}

}
