package io.followsync.benchmarks.tables;

import java.sql.SQLException;

import io.followsync.benchmarks.stack.MeasuredStack;

/** Rows that the product does not make itself, because it would take days. */
record TableFixtures(MeasuredStack stack) {

	// Ended jobs both as the table of jobs holds them before they are removed, and as
	// the history of accounts holds them. Keys grow, so that indexes are filled quickly.
	private static final String FULL = """
			SET synchronous_commit = off;
			INSERT INTO owners (id) SELECT md5('owner' || n)::uuid FROM generate_series(1, 100000) AS n;
			INSERT INTO accounts (id, owner_id) SELECT 1000000 + n, md5('owner' || n)::uuid FROM generate_series(1, 100000) AS n;
			INSERT INTO account_credentials (account_id, sealed) SELECT 1000000 + n, '\\x00' FROM generate_series(1, 100000) AS n;
			INSERT INTO account_lists (account_id, list, sync_id, began_at, ended_at, members, exact)
			SELECT 1000000 + n, list, md5('sync' || n)::uuid, now(), now(), 2000, true
			FROM generate_series(1, 100000) AS n, unnest('{FOLLOWERS,FOLLOWING}'::text[]) AS list;
			INSERT INTO ended_syncs (id, account_id, state, created_at, started_at, ended_at, followers_fetched, followers_pages,
			  following_fetched, following_pages)
			SELECT lpad(to_hex(n), 32, '0')::uuid, 1000001 + n % 100000, 'COMPLETED', now(), now(), now() - n * interval '1 s', 2000, 20, 2000, 20
			FROM generate_series(1, 1000000) AS n;
			INSERT INTO jobs (id, kind, source, state, lane, claimed_user_id, session_fingerprint, capability_hash, capability_sealed,
			  ended_at, remove_at)
			SELECT lpad(to_hex(n), 32, '0')::uuid, 'ANALYSIS', 'WEB_SESSION', 'COMPLETED', 'a:' || 1000000 + n, 1000000 + n,
			  int8send(n) || int8send(n), int8send(n) || int8send(n), '\\x00', now(), now() + interval '1 day'
			FROM generate_series(1, 1000000) AS n;
			RESET synchronous_commit""";

	// As an engine does it job by job: queued before all others, claimed and ended.
	private static final String CLAIMED = """
			INSERT INTO jobs (id, kind, source, state, lane, claimed_user_id, capability_hash, capability_sealed, queued_at)
			SELECT md5('%1$s' || n)::uuid, 'ANALYSIS', 'WEB_SESSION', 'QUEUED', 's:' || md5('%1$s' || n), n,
			  decode(md5('%1$s' || n), 'hex'), '\\x00', now() - interval '1 day' + n * interval '1 ms'
			FROM generate_series(1, 100000) AS n;
			UPDATE jobs SET state = 'RUNNING', holds_lane = true, worker_id = 'bench', lease_until = now() + interval '1 minute',
			  started_at = now() WHERE state = 'QUEUED' AND queued_at < now() - interval '1 hour';
			UPDATE jobs SET state = 'COMPLETED', holds_lane = false, worker_id = NULL, lease_until = NULL, ended_at = now(),
			  remove_at = now() + interval '1 day' WHERE state = 'RUNNING' AND worker_id = 'bench'""";

	/** 100,000 accounts and 1,000,000 ended jobs. */
	void fill() throws SQLException {
		this.stack.database().execute(FULL);
		this.stack.database().execute("VACUUM ANALYZE");
	}

	/**
	 * 100,000 jobs, queued, claimed and ended in one transaction, so that no worker sees
	 * them before they have ended.
	 * @param name another one for each call
	 */
	void addEndedJobs(String name) throws SQLException {
		this.stack.database().execute(CLAIMED.formatted(name));
	}

}
