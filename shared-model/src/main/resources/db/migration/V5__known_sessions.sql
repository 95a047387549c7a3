-- Whose a session is, as Instagram's own answer named it: from then on it pays from that account's
-- bucket, a new analysis of it included. The lane is a keyed hash of the session; kept for a day.
CREATE TABLE known_sessions (
  lane         text        PRIMARY KEY,
  account      text        NOT NULL,
  confirmed_at timestamptz NOT NULL DEFAULT deciding_time()
);

-- Waiting jobs of which nobody has proven whose data they work on: they share a part of the queue.
CREATE INDEX jobs_waiting_unproven ON jobs (claimed_user_id) WHERE state IN ('QUEUED', 'PARKED') AND lane NOT LIKE 'a:%';
