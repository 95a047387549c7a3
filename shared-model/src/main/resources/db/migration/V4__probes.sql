-- Members of "not following back" who are asked about one by one, because the list of followers does not prove that they are
-- not in it. Chosen once for a job; a probe that was made is never made again.
CREATE TABLE job_probes (
  job_id      uuid   NOT NULL REFERENCES jobs ON DELETE CASCADE,
  member_key  bigint NOT NULL CHECK (member_key > 0),
  -- their turn
  place       int    NOT NULL,
  asked_at    timestamptz,
  -- who follows whom, as answered; null: not asked yet, or not answered
  following   boolean,
  followed_by boolean,
  PRIMARY KEY (job_id, member_key),
  CONSTRAINT answered_whole CHECK ((following IS NULL) = (followed_by IS NULL) AND (following IS NULL OR asked_at IS NOT NULL))
);
