-- Requests are paid for here before they are made, so budgets hold across replicas and restarts.
CREATE TABLE token_buckets (
  name        text             PRIMARY KEY,
  tokens      double precision NOT NULL,
  refilled_at timestamptz      NOT NULL DEFAULT deciding_time(),
  -- what the last call was given, readable by that call's RETURNING
  granted     int              NOT NULL DEFAULT 0
);

-- A lane that Instagram asked to pause. The level makes the next pause longer.
CREATE TABLE lane_cooldowns (
  lane     text        PRIMARY KEY,
  until    timestamptz NOT NULL,
  level    int         NOT NULL CHECK (level > 0),
  reason   text        NOT NULL
);

-- Who works: max_concurrent is the sum of the slots of those seen lately.
CREATE TABLE workers (
  id      text        PRIMARY KEY,
  slots   int         NOT NULL CHECK (slots > 0),
  seen_at timestamptz NOT NULL DEFAULT deciding_time()
);

-- How long the last jobs took, for the estimated wait; tells nothing of whose they were.
CREATE TABLE recent_durations (
  id       bigint   GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  duration interval NOT NULL
);
