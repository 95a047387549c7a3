SET LOCAL lock_timeout = '5s';

-- The members of a result, up to 500 in a row, in the order of names. The last member of a chunk is its key, so that a page
-- begins with the first chunk that ends after its position.
CREATE TABLE job_result_chunks (
  job_id          uuid      NOT NULL REFERENCES jobs ON DELETE CASCADE,
  relation        text      NOT NULL CHECK (relation IN ('NOT_FOLLOWING_BACK', 'FAN', 'MUTUAL')),
  last_username   text      COLLATE "C" NOT NULL,
  last_member_key bigint    NOT NULL,
  usernames       text[]    NOT NULL,
  member_keys     bigint[]  NOT NULL,
  full_names      text[]    NOT NULL,
  verified        boolean[] NOT NULL,
  private         boolean[] NOT NULL,
  confirmed       boolean[] NOT NULL,
  PRIMARY KEY (job_id, relation, last_username, last_member_key)
);

LOCK TABLE job_result_members IN ACCESS EXCLUSIVE MODE;

INSERT INTO job_result_chunks
SELECT job_id, relation, max(username), (array_agg(member_key ORDER BY username DESC, member_key DESC))[1],
  array_agg(username ORDER BY username, member_key), array_agg(member_key ORDER BY username, member_key),
  array_agg(full_name ORDER BY username, member_key), array_agg(verified ORDER BY username, member_key),
  array_agg(private ORDER BY username, member_key), array_agg(confirmed ORDER BY username, member_key)
FROM (SELECT *, (row_number() OVER (PARTITION BY job_id, relation ORDER BY username, member_key) - 1) / 500 AS chunk
  FROM job_result_members) AS numbered
GROUP BY job_id, relation, chunk;

DROP TABLE job_result_members;

-- For the release before this one, which reads and writes one row a member. The next release drops it.
CREATE VIEW job_result_members AS
SELECT c.job_id, c.relation, m.username COLLATE "C" AS username, m.member_key, m.full_name, m.verified, m.private, m.confirmed
FROM job_result_chunks c,
  unnest(c.usernames, c.member_keys, c.full_names, c.verified, c.private, c.confirmed)
    AS m (username, member_key, full_name, verified, private, confirmed);

CREATE FUNCTION store_result_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO job_result_chunks
  VALUES (NEW.job_id, NEW.relation, NEW.username, NEW.member_key, ARRAY[NEW.username], ARRAY[NEW.member_key],
    ARRAY[NEW.full_name], ARRAY[NEW.verified], ARRAY[NEW.private], ARRAY[NEW.confirmed]);
  RETURN NEW;
END $$;

CREATE TRIGGER store_member INSTEAD OF INSERT ON job_result_members FOR EACH ROW EXECUTE FUNCTION store_result_member();
