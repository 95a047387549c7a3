SET LOCAL lock_timeout = '5s';

-- What the metrics tell of the whole fleet: counted by one gateway at a time, read by all. A later version may count more.
CREATE TABLE fleet_figures (
  singleton     boolean     PRIMARY KEY DEFAULT true CHECK (singleton),
  figures       jsonb       NOT NULL DEFAULT '{}',
  -- null: never yet
  counted_at    timestamptz,
  -- until then nobody else counts
  next_count_at timestamptz NOT NULL DEFAULT '-infinity'
);

INSERT INTO fleet_figures DEFAULT VALUES;

-- Counts read what lives, not what has ended. Neither holds a column that a lease or a page changes.
CREATE INDEX jobs_live ON jobs (state, wait_reason) WHERE state IN ('UPLOADING', 'QUEUED', 'RUNNING', 'PARKED');
CREATE INDEX jobs_started ON jobs (started_at) WHERE holds_lane;
