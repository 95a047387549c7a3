-- Behind a lock that a migration waits for, everybody else waits, too. It rather fails, and is repeated.
SET LOCAL lock_timeout = '5s';

-- A later release may add kinds, sources, states and reasons to wait without asking this one: it only
-- leaves alone what it does not know, and promises nothing about it.
ALTER TABLE jobs
  DROP CONSTRAINT jobs_kind_check,
  DROP CONSTRAINT jobs_source_check,
  DROP CONSTRAINT jobs_state_check,
  DROP CONSTRAINT jobs_wait_reason_check,
  DROP CONSTRAINT only_started_hold_lanes,
  DROP CONSTRAINT parked_says_why,
  DROP CONSTRAINT ended_goes,
  DROP CONSTRAINT failed_says_why,
  ADD CONSTRAINT only_started_hold_lanes CHECK (NOT holds_lane
    OR state NOT IN ('UPLOADING', 'QUEUED', 'COMPLETED', 'FAILED', 'CANCELLED')) NOT VALID,
  ADD CONSTRAINT parked_says_why CHECK (CASE
    WHEN state = 'PARKED' THEN wait_reason IS NOT NULL AND resumes_at IS NOT NULL
    WHEN state IN ('UPLOADING', 'QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED') THEN wait_reason IS NULL AND resumes_at IS NULL
    ELSE true END) NOT VALID,
  ADD CONSTRAINT ended_goes CHECK (CASE
    WHEN state IN ('COMPLETED', 'FAILED', 'CANCELLED') THEN ended_at IS NOT NULL AND remove_at IS NOT NULL
    WHEN state IN ('UPLOADING', 'QUEUED', 'RUNNING', 'PARKED') THEN ended_at IS NULL
    ELSE true END) NOT VALID,
  ADD CONSTRAINT failed_says_why CHECK ((failure_kind IS NULL) = (failure_message IS NULL) AND CASE
    WHEN state = 'FAILED' THEN failure_kind IS NOT NULL
    WHEN state IN ('UPLOADING', 'QUEUED', 'RUNNING', 'PARKED', 'COMPLETED', 'CANCELLED') THEN failure_kind IS NULL
    ELSE true END) NOT VALID;

ALTER TABLE jobs
  -- workers in a row that ended while they held this job and had stored nothing of it, and the last of them
  ADD COLUMN lost_workers   int    NOT NULL DEFAULT 0,
  ADD COLUMN lost_worker_id text,
  -- keyed hash of the address that an import came from, and its turn: of equal turns the older one goes first
  ADD COLUMN client_hash    bytea,
  ADD COLUMN turn           bigint NOT NULL DEFAULT 0;

-- How many of a worker's slots may run jobs of which nobody has proven whose data they work on.
ALTER TABLE workers ADD COLUMN anonymous_slots int;

CREATE OR REPLACE VIEW live_workers AS
  SELECT id, slots, least(coalesce(anonymous_slots, slots), slots) AS anonymous_slots
  FROM workers WHERE seen_at > deciding_time() - interval '15 seconds';

-- What only one worker at a time does, and until when it is that worker's.
CREATE TABLE duties (
  name      text        PRIMARY KEY,
  worker_id text        NOT NULL,
  until     timestamptz NOT NULL
);

-- Pages are updated where they are: neither a renewed lease nor a stored page touches an index.
ALTER TABLE jobs SET (fillfactor = 80);
ALTER TABLE job_lists SET (fillfactor = 80);
ALTER TABLE token_buckets SET (fillfactor = 50);

-- Whoever lets go of a lane, in whatever way, lets the job that has waited longest for it look again at once.
-- A job that is handed over goes first: it keeps its turn.
CREATE FUNCTION wake_who_waits_for_lane() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE jobs SET resumes_at = deciding_time(), dispatch_at = deciding_time()
  WHERE id = (SELECT id FROM jobs WHERE lane = OLD.lane AND state = 'PARKED' AND wait_reason = 'LANE_BUSY'
              ORDER BY queued_at LIMIT 1 FOR UPDATE SKIP LOCKED);
  RETURN NULL;
END $$;

-- Deferred, so that the job that waits is not locked while the holder's end is being written.
CREATE CONSTRAINT TRIGGER lane_let_go AFTER UPDATE OF holds_lane, lane ON jobs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.holds_lane AND (NOT NEW.holds_lane OR NEW.lane <> OLD.lane) AND NEW.state <> 'QUEUED')
  EXECUTE FUNCTION wake_who_waits_for_lane();
CREATE CONSTRAINT TRIGGER lane_gone AFTER DELETE ON jobs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.holds_lane) EXECUTE FUNCTION wake_who_waits_for_lane();
