-- A database with 100,000 live jobs and as many ended ones as tests.ended_jobs says, for each service's tests of what its statements read:
-- 10,000 queued sessions, 500 queued imports (490 of one client), 300 running, 89,200 parked, of which 200 are due.
-- Of the ended ones 100 are due for removal. Keys grow with the row's number, so that all indexes are written in order.
SET synchronous_commit = off;
ALTER TABLE jobs SET (autovacuum_enabled = false);
ALTER TABLE job_lists SET (autovacuum_enabled = false);

INSERT INTO jobs (id, kind, source, state, lane, holds_lane, claimed_user_id, first_answer_at, session_fingerprint,
  capability_hash, capability_sealed, worker_id, lease_until, dispatch_at, wait_reason, resumes_at, queued_at, started_at,
  client_hash, turn)
SELECT lpad(to_hex(n), 32, '0')::uuid, 'ANALYSIS', CASE WHEN sort = 'import' THEN 'DATA_EXPORT' ELSE 'WEB_SESSION' END,
  CASE sort WHEN 'parked' THEN 'PARKED' WHEN 'running' THEN 'RUNNING' ELSE 'QUEUED' END,
  CASE sort WHEN 'session' THEN 's:' || lpad(to_hex(n), 32, '0') WHEN 'import' THEN 'i:' || lpad(to_hex(n), 32, '0')::uuid
    ELSE 'a:' || 1000000 + n END,
  sort IN ('parked', 'running'), CASE WHEN sort <> 'import' THEN 1000000 + n END,
  CASE WHEN sort IN ('parked', 'running') THEN now() END,
  CASE WHEN sort <> 'import' THEN decode(lpad(to_hex(n), 32, '0'), 'hex') END,
  decode(lpad(to_hex(n), 32, '0'), 'hex'), '\x00',
  CASE WHEN sort = 'running' THEN 'worker-' || n % 60 END,
  CASE WHEN sort = 'running' THEN now() + interval '1 day' END,
  CASE sort WHEN 'parked' THEN until WHEN 'running' THEN NULL ELSE now() + interval '1 day' END,
  CASE WHEN sort = 'parked' THEN 'BUDGET' END, CASE WHEN sort = 'parked' THEN until END,
  now() - interval '1 hour' + n * interval '10 ms', CASE WHEN sort IN ('parked', 'running') THEN now() END,
  CASE WHEN sort = 'import' THEN decode(lpad(CASE WHEN n % 50 = 0 THEN to_hex(n) ELSE '0' END, 32, '0'), 'hex') END,
  CASE WHEN sort = 'import' AND n % 50 <> 0 THEN n ELSE 0 END
FROM (SELECT n, CASE WHEN n <= 10000 THEN 'session' WHEN n <= 10500 THEN 'import' WHEN n <= 10800 THEN 'running' ELSE 'parked' END AS sort,
  CASE WHEN n <= 11000 THEN now() - interval '1 second' ELSE now() + interval '1 day' + n * interval '1 ms' END AS until
  FROM generate_series(1, 100000) AS numbers (n)) AS live;

INSERT INTO job_lists (job_id, list)
SELECT id, list FROM jobs, (VALUES ('FOLLOWERS'), ('FOLLOWING')) AS both_lists (list);

INSERT INTO job_credentials (job_id, sealed) SELECT id, '\x00' FROM jobs WHERE source = 'WEB_SESSION' AND (state <> 'PARKED' OR resumes_at < now());

INSERT INTO import_files (job_id, file, name, size) SELECT id, 0, 'a', 1 FROM jobs WHERE source = 'DATA_EXPORT';

INSERT INTO jobs (id, kind, source, state, lane, claimed_user_id, session_fingerprint, capability_hash, capability_sealed,
  ended_at, remove_at)
SELECT lpad(to_hex(n), 32, '0')::uuid, 'ANALYSIS', 'WEB_SESSION', 'COMPLETED', 'a:' || 1000000 + n, 1000000 + n,
  decode(lpad(to_hex(n), 32, '0'), 'hex'), decode(lpad(to_hex(n), 32, '0'), 'hex'), '\x00', now(),
  CASE WHEN n <= 100100 THEN now() - interval '1 second' ELSE now() + interval '1 day' END
FROM generate_series(100001, 100000 + current_setting('tests.ended_jobs')::int) AS numbers (n);

ANALYZE;
