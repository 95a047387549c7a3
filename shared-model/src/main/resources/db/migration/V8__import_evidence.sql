SET LOCAL lock_timeout = '5s';

-- The owner's word that an export covers all time.
ALTER TABLE jobs ADD COLUMN all_time boolean NOT NULL DEFAULT false;

-- What the dates of an export say against the list, and which of its entries are not people.
ALTER TABLE job_lists
  ADD COLUMN export_sign text,
  ADD COLUMN deleted_accounts bigint NOT NULL DEFAULT 0,
  ADD COLUMN nameless_entries bigint NOT NULL DEFAULT 0;

-- Parallel to the other arrays: whether a date range could explain that a member is missing from the other list.
-- Null where no member is doubtful.
ALTER TABLE sync_pages ADD COLUMN doubtful boolean[];

-- Files that were uploaded along with the lists, are known not to be lists, and were not kept.
CREATE TABLE import_ignored_files (
  job_id uuid NOT NULL REFERENCES jobs ON DELETE CASCADE,
  name   text NOT NULL,
  PRIMARY KEY (job_id, name)
);
