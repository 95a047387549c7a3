SET LOCAL lock_timeout = '5s';

-- Whoever has proven control of accounts; nothing else is known of them.
CREATE TABLE owners (
  id         uuid        PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT deciding_time()
);

-- The Instagram accounts whose lists are kept, by Instagram's user id.
CREATE TABLE accounts (
  id           bigint      PRIMARY KEY CHECK (id > 0),
  owner_id     uuid        NOT NULL REFERENCES owners,
  -- CONNECTED, RECONNECT_NEEDED, ARCHIVED or LEAVING; a later release may add others
  state        text        NOT NULL DEFAULT 'CONNECTED',
  -- as Instagram named it last; null: not yet
  username     text,
  connected_at timestamptz NOT NULL DEFAULT deciding_time(),
  -- the number of the account's latest event
  event_seq    bigint      NOT NULL DEFAULT 0,
  -- when everything of it goes
  remove_at    timestamptz,
  CONSTRAINT leaving_goes CHECK (state <> 'LEAVING' OR remove_at IS NOT NULL)
);

CREATE INDEX accounts_of_owner ON accounts (owner_id);
CREATE INDEX accounts_to_remove ON accounts (remove_at) WHERE remove_at IS NOT NULL;

-- Locks an account, kept or not, until the transaction ends: taken before it is connected, disconnected, removed, or gets another
-- owner. True as soon as it is locked.
CREATE FUNCTION lock_account(account bigint) RETURNS boolean LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtext('followsync account'), hashint8(account));
  SELECT true;
$$;

-- The same beside others who share the lock: taken before something is stored that needs the account as it is.
CREATE FUNCTION lock_account_shared(account bigint) RETURNS boolean LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock_shared(hashtext('followsync account'), hashint8(account));
  SELECT true;
$$;

-- Sealed for the account; deleted at once when it is disconnected.
CREATE TABLE account_credentials (
  account_id bigint      PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
  sealed     bytea       NOT NULL,
  stored_at  timestamptz NOT NULL DEFAULT deciding_time()
);

-- Attempts to prove control of an account: a job of kind SIGN_IN asks Instagram whose session it is.
CREATE TABLE sign_ins (
  id            uuid        PRIMARY KEY,
  -- keyed hash of the secret that only the browser has
  secret_hash   bytea       NOT NULL UNIQUE,
  job_id        uuid        NOT NULL UNIQUE,
  -- claimed until proven
  account_id    bigint      NOT NULL CHECK (account_id > 0),
  -- the session, sealed for the account
  sealed        bytea       NOT NULL,
  -- an owner who was signed in already and adds an account
  requested_by  uuid        REFERENCES owners ON DELETE CASCADE,
  -- keyed hash of the address that it came from
  client_hash   bytea,
  -- compared by eye when another browser of the owner approves
  code          text        NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT deciding_time(),
  expires_at    timestamptz NOT NULL,
  proven_at     timestamptz,
  -- as the answer that proved it named the account
  username      text,
  approved_at   timestamptz,
  -- when it was exchanged for a browser session
  used_at       timestamptz
);

CREATE INDEX sign_ins_to_remove ON sign_ins (expires_at);
CREATE INDEX sign_ins_of_owner ON sign_ins (requested_by) WHERE used_at IS NULL;
CREATE INDEX sign_ins_of_client ON sign_ins (client_hash) WHERE used_at IS NULL;
CREATE INDEX sign_ins_to_approve ON sign_ins (account_id) WHERE proven_at IS NOT NULL AND used_at IS NULL;

-- A browser in which an owner is signed in. Its cookie is signed and names the row and the renewal.
CREATE TABLE browser_sessions (
  id           uuid        PRIMARY KEY,
  owner_id     uuid        NOT NULL REFERENCES owners ON DELETE CASCADE,
  -- grows with each renewal; an older cookie that comes back later was stolen
  renewal      int         NOT NULL DEFAULT 0,
  user_agent   text,
  created_at   timestamptz NOT NULL DEFAULT deciding_time(),
  renewed_at   timestamptz NOT NULL DEFAULT deciding_time(),
  -- when the cookie of the latest renewal was first shown; null: the browser may not have got it, and still have the one before
  confirmed_at timestamptz,
  expires_at   timestamptz NOT NULL,
  revoked_at   timestamptz
);

CREATE INDEX browser_sessions_of_owner ON browser_sessions (owner_id);
CREATE INDEX browser_sessions_to_remove ON browser_sessions (expires_at);

-- Tokens that owners create for API clients.
CREATE TABLE access_tokens (
  id          uuid        PRIMARY KEY,
  owner_id    uuid        NOT NULL REFERENCES owners ON DELETE CASCADE,
  name        text        NOT NULL,
  scopes      text[]      NOT NULL,
  secret_hash bytea       NOT NULL UNIQUE,
  created_at  timestamptz NOT NULL DEFAULT deciding_time(),
  used_at     timestamptz,
  expires_at  timestamptz NOT NULL,
  revoked_at  timestamptz
);

CREATE INDEX access_tokens_of_owner ON access_tokens (owner_id);
CREATE INDEX access_tokens_to_remove ON access_tokens (expires_at);

-- What was answered to a request with an Idempotency-Key, for a day.
CREATE TABLE idempotent_answers (
  owner_id     uuid        NOT NULL REFERENCES owners ON DELETE CASCADE,
  key          text        NOT NULL,
  request_hash bytea       NOT NULL,
  status       int,
  location     text,
  body         text,
  created_at   timestamptz NOT NULL DEFAULT deciding_time(),
  PRIMARY KEY (owner_id, key)
);

CREATE INDEX idempotent_answers_to_remove ON idempotent_answers (created_at);

-- A member's profile as last seen, whoever's list showed it. A negative key is of a member known by name only.
CREATE TABLE members (
  key        bigint      PRIMARY KEY,
  username   text        NOT NULL COLLATE "C",
  full_name  text        NOT NULL,
  verified   boolean     NOT NULL,
  private    boolean     NOT NULL,
  seen_at    timestamptz NOT NULL,
  -- Instagram's id of its picture, since the address of a picture changes while the picture does not; null: none that is known
  picture_id text
);

-- Earlier profiles: what was seen last before a change was seen at "until".
CREATE TABLE member_versions (
  member_key bigint      NOT NULL REFERENCES members ON DELETE CASCADE,
  until      timestamptz NOT NULL,
  username   text        NOT NULL,
  full_name  text        NOT NULL,
  verified   boolean     NOT NULL,
  private    boolean     NOT NULL,
  picture_id text,
  PRIMARY KEY (member_key, until)
);

-- The last complete walk of each list that counts: what the open relationships show.
CREATE TABLE account_lists (
  account_id bigint      NOT NULL REFERENCES accounts ON DELETE CASCADE,
  list       text        NOT NULL,
  sync_id    uuid        NOT NULL,
  began_at   timestamptz NOT NULL,
  ended_at   timestamptz NOT NULL,
  members    bigint      NOT NULL,
  -- whether nobody is missing from it
  exact      boolean     NOT NULL,
  PRIMARY KEY (account_id, list)
);

CREATE TYPE list_kind AS ENUM ('FOLLOWERS', 'FOLLOWING');

-- One member of one list over time: the interval [since, until). No walk shows an instant, so each end of the interval is
-- known as "after one time, and not after another".
CREATE TABLE relationships (
  -- no foreign key, which a first sync of a million members would check a million times: whoever writes here has locked the account
  account_id   bigint      NOT NULL,
  member_key   bigint      NOT NULL,
  -- the end of the first complete walk that showed it, and the beginning of the one before, which did not; null: there was none
  since        timestamptz NOT NULL,
  absent_at    timestamptz,
  -- set while it is open but missing: the end of the first complete walk that missed it, and the beginning of the last that showed it
  missed_at    timestamptz,
  seen_at      timestamptz,
  -- the same two times, once it is certain that it has ended; null: open
  until        timestamptz,
  list         list_kind   NOT NULL,
  -- whether the last walk showed the member in the account's other list, too; once it has ended: as it was before
  reciprocated boolean     NOT NULL,
  -- whether it ended because the member's profile was gone, or may have been: whoever comes back then need not have followed again
  vanished     boolean     NOT NULL DEFAULT false,
  -- as this account saw it last: what it is sorted by, and what tells that the member was renamed
  username     text        NOT NULL COLLATE "C",
  PRIMARY KEY (account_id, list, member_key, since),
  CONSTRAINT missed_after_seen CHECK ((missed_at IS NULL) = (seen_at IS NULL)),
  CONSTRAINT ended_says_when CHECK (until IS NULL OR seen_at IS NOT NULL)
) PARTITION BY HASH (account_id);

DO $$
BEGIN
  FOR part IN 0..15 LOOP
    EXECUTE format('CREATE TABLE relationships_%s PARTITION OF relationships FOR VALUES WITH (MODULUS 16, REMAINDER %s) WITH (fillfactor = 90)',
      lpad(part::text, 2, '0'), part);
  END LOOP;
END $$;

CREATE UNIQUE INDEX one_open_relationship ON relationships (account_id, list, member_key) WHERE until IS NULL;
-- The pages of not following back, fans and mutual, in the order of names.
CREATE INDEX relationships_by_name ON relationships (account_id, list, reciprocated, username, member_key)
  WHERE until IS NULL AND missed_at IS NULL;
-- The same in the order in which they came.
CREATE INDEX relationships_by_since ON relationships (account_id, list, reciprocated, since, member_key)
  WHERE until IS NULL AND missed_at IS NULL;
-- Of whom it is not certain that they left, in the order of names.
CREATE INDEX relationships_missed ON relationships (account_id, username, member_key, list) WHERE until IS NULL AND missed_at IS NOT NULL;
-- In the order in which they left.
CREATE INDEX relationships_ended ON relationships (account_id, list, until, member_key) WHERE until IS NOT NULL;
-- Who once had a name that nobody has now.
CREATE INDEX relationships_ended_by_name ON relationships (account_id, username) WHERE until IS NOT NULL;
CREATE INDEX relationships_of_member ON relationships (member_key);

-- What happened, each between two times. Numbered without a gap within an account, in the order in which they became visible.
CREATE TABLE events (
  account_id   bigint      NOT NULL,
  seq          bigint      NOT NULL,
  recorded_at  timestamptz NOT NULL,
  -- FOLLOWED_YOU, UNFOLLOWED_YOU, YOU_FOLLOWED, YOU_UNFOLLOWED, RENAMED, GONE, LEFT_OR_GONE, RETURNED; a later release may add others
  kind         text        NOT NULL,
  member_key   bigint      NOT NULL,
  username     text        NOT NULL,
  -- of RENAMED
  old_username text,
  -- it happened after this, and not after that
  after        timestamptz NOT NULL,
  before       timestamptz NOT NULL,
  sync_id      uuid        NOT NULL,
  PRIMARY KEY (account_id, seq, recorded_at)
) PARTITION BY RANGE (recorded_at);

CREATE INDEX events_of_member ON events (account_id, member_key, seq);

-- The figures of an account after each sync that completed.
CREATE TABLE insights (
  account_id               bigint      NOT NULL REFERENCES accounts ON DELETE CASCADE,
  at                       timestamptz NOT NULL,
  sync_id                  uuid        NOT NULL,
  followers_count          bigint      NOT NULL,
  following_count          bigint      NOT NULL,
  mutual_count             bigint      NOT NULL,
  not_following_back_count bigint      NOT NULL,
  fans_count               bigint      NOT NULL,
  -- of followers
  gained_count             bigint      NOT NULL,
  lost_count               bigint      NOT NULL,
  -- members whom a complete walk missed, and of whom it is not certain yet that they left
  unconfirmed_count        bigint      NOT NULL,
  PRIMARY KEY (account_id, at)
);

-- What the system and the owner did with an account.
CREATE TABLE activities (
  account_id bigint      NOT NULL,
  at         timestamptz NOT NULL,
  id         bigint      GENERATED ALWAYS AS IDENTITY,
  kind       text        NOT NULL,
  sync_id    uuid,
  counts     jsonb       NOT NULL DEFAULT '{}',
  duration   interval,
  PRIMARY KEY (account_id, at, id)
) PARTITION BY RANGE (at);

CREATE INDEX activities_by_kind ON activities (account_id, kind, at, id);

-- Members whom the owner wants to keep following although they do not follow back.
CREATE TABLE whitelisted_members (
  account_id bigint      NOT NULL REFERENCES accounts ON DELETE CASCADE,
  member_key bigint      NOT NULL,
  -- when it was added: what the whitelist is sorted by
  username   text        NOT NULL COLLATE "C",
  added_at   timestamptz NOT NULL DEFAULT deciding_time(),
  PRIMARY KEY (account_id, member_key)
);

CREATE INDEX whitelisted_members_by_name ON whitelisted_members (account_id, username, member_key);

-- How often a whitelist has changed. Not in the account's row, which the end of a sync locks.
CREATE TABLE whitelist_versions (
  account_id bigint PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
  version    bigint NOT NULL DEFAULT 1
);

-- Syncs that have ended, as their owner may see them; their rows in jobs go soon.
CREATE TABLE ended_syncs (
  id                 uuid        NOT NULL,
  account_id         bigint      NOT NULL,
  state              text        NOT NULL,
  failure_kind       text,
  failure_message    text,
  failure_advice     text,
  created_at         timestamptz NOT NULL,
  started_at         timestamptz,
  ended_at           timestamptz NOT NULL,
  followers_fetched  bigint      NOT NULL,
  followers_declared bigint,
  followers_pages    int         NOT NULL,
  followers_verdict  text,
  followers_reason   text,
  following_fetched  bigint      NOT NULL,
  following_declared bigint,
  following_pages    int         NOT NULL,
  following_verdict  text,
  following_reason   text,
  PRIMARY KEY (account_id, ended_at, id)
) PARTITION BY RANGE (ended_at);

CREATE INDEX ended_syncs_by_id ON ended_syncs (id);

-- Makes the partitions of the coming year, and drops those whose months have ended that many months ago. Runs as the owner
-- of the tables, since only that one may change them.
CREATE FUNCTION keep_month_partitions(months_kept int) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  this_month date := date_trunc('month', deciding_time() AT TIME ZONE 'UTC');
  parent text;
  month date;
  old regclass;
  service text;
BEGIN
  IF months_kept < 1 THEN
    RAISE EXCEPTION 'the current month cannot be dropped: % months kept', months_kept;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('followsync partitions'));
  FOREACH parent IN ARRAY ARRAY['events', 'activities', 'ended_syncs'] LOOP
    FOR month IN SELECT generate_series(this_month - interval '1 month', this_month + interval '12 months', interval '1 month') LOOP
      EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
        parent || to_char(month, '_YYYY_MM'), parent, month || ' 00:00+00', (month + interval '1 month')::date || ' 00:00+00');
      -- Partitions are reached through their table.
      FOR service IN SELECT rolname FROM pg_roles WHERE rolname IN ('followsync_gateway', 'followsync_worker') LOOP
        EXECUTE format('REVOKE ALL ON %I FROM %I', parent || to_char(month, '_YYYY_MM'), service);
      END LOOP;
    END LOOP;
    FOR old IN
      SELECT i.inhrelid::regclass FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = parent::regclass AND right(c.relname, 7) < to_char(this_month - make_interval(months => months_kept), 'YYYY_MM')
    LOOP
      EXECUTE format('DROP TABLE %s', old);
    END LOOP;
  END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION keep_month_partitions(int) FROM PUBLIC;

SELECT keep_month_partitions(1200);

CREATE UNIQUE INDEX one_sync_of_account ON jobs (claimed_user_id)
  WHERE kind = 'SYNC' AND state NOT IN ('COMPLETED', 'FAILED', 'CANCELLED');

-- However a sync ends, it is recorded in the same transaction; at its end, when the verdicts are stored, too.
CREATE FUNCTION record_ended_sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ended_syncs (id, account_id, state, failure_kind, failure_message, failure_advice, created_at, started_at, ended_at,
    followers_fetched, followers_declared, followers_pages, followers_verdict, followers_reason,
    following_fetched, following_declared, following_pages, following_verdict, following_reason)
  SELECT NEW.id, NEW.claimed_user_id, NEW.state, NEW.failure_kind, NEW.failure_message, NEW.failure_advice, NEW.created_at, NEW.started_at,
    NEW.ended_at, coalesce(a.fetched, 0), a.declared, coalesce(a.pages, 0), a.verdict, a.verdict_reason,
    coalesce(b.fetched, 0), b.declared, coalesce(b.pages, 0), b.verdict, b.verdict_reason
  FROM (VALUES (NEW.id)) AS ended (id) LEFT JOIN job_lists a ON a.job_id = ended.id AND a.list = 'FOLLOWERS'
    LEFT JOIN job_lists b ON b.job_id = ended.id AND b.list = 'FOLLOWING';
  INSERT INTO activities (account_id, at, kind, sync_id, counts, duration)
  SELECT NEW.claimed_user_id, NEW.ended_at, 'SYNC_' || NEW.state, NEW.id,
    coalesce((SELECT jsonb_build_object('followers', i.followers_count, 'following', i.following_count,
       'gained', i.gained_count, 'lost', i.lost_count) FROM insights i WHERE i.account_id = NEW.claimed_user_id AND i.sync_id = NEW.id), '{}'),
    NEW.ended_at - coalesce(NEW.started_at, NEW.created_at);
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER sync_ended AFTER UPDATE OF state ON jobs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.kind = 'SYNC' AND NEW.claimed_user_id IS NOT NULL AND OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION record_ended_sync();

-- Whether a member who was asked about has no profile any more.
ALTER TABLE job_probes ADD COLUMN gone boolean NOT NULL DEFAULT false;

-- Ids of the members' pictures, in step with the other arrays; empty if a member has none. Null, each or the whole, if the
-- source, or the previous release, did not say.
ALTER TABLE sync_pages ADD COLUMN picture_ids text[];
