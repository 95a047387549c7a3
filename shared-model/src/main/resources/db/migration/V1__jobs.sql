-- Every time that decides anything (lease, dispatch, budget, retention) comes from here, so that
-- clocks of replicas do not matter; a test of the whole stack shifts time by replacing it.
CREATE FUNCTION deciding_time() RETURNS timestamptz
  LANGUAGE sql STABLE PARALLEL SAFE AS 'SELECT clock_timestamp()';

CREATE TABLE jobs (
  id                  uuid PRIMARY KEY,
  kind                text        NOT NULL CHECK (kind IN ('ANALYSIS')),
  source              text        NOT NULL CHECK (source IN ('WEB_SESSION', 'DATA_EXPORT')),
  state               text        NOT NULL CHECK (state IN ('UPLOADING', 'QUEUED', 'RUNNING', 'PARKED', 'COMPLETED', 'FAILED', 'CANCELLED')),
  -- what may not run twice at once, and whether this job is the one that runs
  lane                text        NOT NULL,
  holds_lane          boolean     NOT NULL DEFAULT false,
  claimed_user_id     bigint      CHECK (claimed_user_id > 0),
  -- whether a request has been answered yet: a job parked before that does not hold its lane
  first_answer_at     timestamptz,
  -- the profile is asked for the declared counts once, and never needed
  counts_asked        boolean     NOT NULL DEFAULT false,
  -- keyed hashes: nothing of the session or of the capability can be read from them
  session_fingerprint bytea       UNIQUE,
  capability_hash     bytea       NOT NULL UNIQUE,
  capability_sealed   bytea       NOT NULL,
  -- grows with every transition; every guarded write tests it
  fence               bigint      NOT NULL DEFAULT 0,
  -- grows with every change that a watcher can see
  progress_seq        bigint      NOT NULL DEFAULT 0,
  changed_at          timestamptz NOT NULL DEFAULT deciding_time(),
  worker_id           text,
  lease_until         timestamptz,
  -- when the dispatcher looks at this job next: outbox, crash recovery, end of parking and retry in one
  dispatch_at         timestamptz,
  wait_reason         text        CHECK (wait_reason IN ('BUDGET', 'COOLDOWN', 'RETRY', 'LANE_BUSY')),
  resumes_at          timestamptz,
  cancel_requested    boolean     NOT NULL DEFAULT false,
  -- whether the last answer was a 401 that means a dead session or a throttle
  doubted             boolean     NOT NULL DEFAULT false,
  claims_in_vain      int         NOT NULL DEFAULT 0,
  retries             int         NOT NULL DEFAULT 0,
  failure_kind        text,
  failure_message     text,
  created_at          timestamptz NOT NULL DEFAULT deciding_time(),
  queued_at           timestamptz NOT NULL DEFAULT deciding_time(),
  started_at          timestamptz,
  ended_at            timestamptz,
  -- when everything of this job goes; of an upload: when it is given up
  remove_at           timestamptz,
  CONSTRAINT running_holds_its_lane CHECK (state <> 'RUNNING' OR (holds_lane AND worker_id IS NOT NULL AND lease_until IS NOT NULL)),
  CONSTRAINT only_started_hold_lanes CHECK (NOT holds_lane OR state IN ('RUNNING', 'PARKED')),
  CONSTRAINT parked_says_why CHECK ((state = 'PARKED') = (wait_reason IS NOT NULL) AND (state = 'PARKED') = (resumes_at IS NOT NULL)),
  CONSTRAINT ended_goes CHECK ((state IN ('COMPLETED', 'FAILED', 'CANCELLED')) = (ended_at IS NOT NULL) AND (ended_at IS NULL OR remove_at IS NOT NULL)),
  CONSTRAINT failed_says_why CHECK ((state = 'FAILED') = (failure_kind IS NOT NULL) AND (failure_kind IS NULL) = (failure_message IS NULL))
);

CREATE UNIQUE INDEX one_started_job_per_lane ON jobs (lane) WHERE holds_lane;
CREATE INDEX jobs_to_dispatch ON jobs (dispatch_at) WHERE dispatch_at IS NOT NULL;
CREATE INDEX jobs_queued ON jobs (queued_at, id) WHERE state = 'QUEUED';
CREATE INDEX jobs_to_remove ON jobs (remove_at) WHERE remove_at IS NOT NULL;
CREATE INDEX jobs_begun ON jobs (state) WHERE state IN ('RUNNING', 'PARKED');

-- Sealed with AES-256-GCM, bound to the job; gone as soon as the job has ended.
CREATE TABLE job_credentials (
  job_id uuid PRIMARY KEY REFERENCES jobs ON DELETE CASCADE,
  sealed bytea NOT NULL
);

-- The evidence of one list of one job, and where its walk stands.
CREATE TABLE job_lists (
  job_id         uuid    NOT NULL REFERENCES jobs ON DELETE CASCADE,
  list           text    NOT NULL CHECK (list IN ('FOLLOWERS', 'FOLLOWING')),
  walk           int     NOT NULL DEFAULT 1 CHECK (walk IN (1, 2)),
  -- after the last stored page of this walk; null: at the start
  cursor         text,
  pages          int     NOT NULL DEFAULT 0,
  row_count      bigint  NOT NULL DEFAULT 0,
  fetched        bigint  NOT NULL DEFAULT 0,
  declared       bigint,
  -- in a row, for the stop rule
  empty_pages    int     NOT NULL DEFAULT 0,
  stale_pages    int     NOT NULL DEFAULT 0,
  limited        boolean NOT NULL DEFAULT false,
  hidden         bigint  NOT NULL DEFAULT 0,
  date_range     boolean NOT NULL DEFAULT false,
  -- whether a first walk ended cleanly, so that the second can be held against it
  comparable     boolean NOT NULL DEFAULT false,
  walk_began_at  timestamptz,
  walk_ended_at  timestamptz,
  walk_end       text    CHECK (walk_end IN ('CLEAN', 'CUT', 'MISSING_CURSOR', 'REPEATED_CURSOR', 'CURSOR_REFUSED', 'NOTHING_NEW', 'PAGE_CAP')),
  verdict        text    CHECK (verdict IN ('COMPLETE', 'SUSPECT', 'PARTIAL')),
  verdict_reason text,
  PRIMARY KEY (job_id, list)
);

-- One row a page: the unit of work, of checkpoint and of resume. The arrays run in parallel.
CREATE TABLE sync_pages (
  job_id      uuid        NOT NULL REFERENCES jobs ON DELETE CASCADE,
  list        text        NOT NULL,
  walk        int         NOT NULL,
  page        int         NOT NULL,
  cursor      text,
  member_keys bigint[]    NOT NULL,
  usernames   text[]      NOT NULL,
  full_names  text[]      NOT NULL,
  verified    boolean[]   NOT NULL,
  private     boolean[]   NOT NULL,
  stored_at   timestamptz NOT NULL DEFAULT deciding_time(),
  PRIMARY KEY (job_id, list, walk, page)
);

CREATE TABLE job_results (
  job_id                   uuid        PRIMARY KEY REFERENCES jobs ON DELETE CASCADE,
  followers_count          bigint      NOT NULL,
  following_count          bigint      NOT NULL,
  not_following_back_count bigint      NOT NULL,
  fans_count               bigint      NOT NULL,
  mutual_count             bigint      NOT NULL,
  unconfirmed_count        bigint      NOT NULL,
  completed_at             timestamptz NOT NULL DEFAULT deciding_time()
);

CREATE TABLE job_result_members (
  job_id     uuid    NOT NULL REFERENCES jobs ON DELETE CASCADE,
  relation   text    NOT NULL CHECK (relation IN ('NOT_FOLLOWING_BACK', 'FAN', 'MUTUAL')),
  username   text    COLLATE "C" NOT NULL,
  member_key bigint  NOT NULL,
  full_name  text    NOT NULL,
  verified   boolean NOT NULL,
  private    boolean NOT NULL,
  confirmed  boolean NOT NULL,
  PRIMARY KEY (job_id, relation, username, member_key)
);
