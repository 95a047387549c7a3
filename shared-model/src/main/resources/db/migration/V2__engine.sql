-- Requests are paid for here before they are made, so budgets hold across replicas and restarts.
CREATE TABLE token_buckets (
  name        text             PRIMARY KEY,
  tokens      double precision NOT NULL,
  burst       double precision NOT NULL CHECK (burst >= 1),
  per_second  double precision NOT NULL CHECK (per_second > 0),
  refilled_at timestamptz      NOT NULL DEFAULT deciding_time(),
  -- what the last call was given, readable by that call's RETURNING
  granted     int              NOT NULL DEFAULT 0
);

-- What a bucket holds now, with the bounds that are in force now. A clock that runs backwards refills nothing.
CREATE FUNCTION available_tokens(bucket token_buckets, burst double precision, per_second double precision)
  RETURNS double precision LANGUAGE sql STABLE AS $$
    SELECT least(burst, bucket.tokens + per_second * greatest(0, extract(epoch FROM deciding_time() - bucket.refilled_at)))
  $$;

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
