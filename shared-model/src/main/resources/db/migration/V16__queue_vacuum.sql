SET LOCAL lock_timeout = '5s';

-- A claim walks over what a vacuum has not removed yet from the heads of the queue's indexes. By default a vacuum waits for a
-- fifth of the table to be dead, ended jobs included, and leaves the indexes as they are while few pages hold dead rows.
ALTER TABLE jobs SET (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.002, vacuum_index_cleanup = on);
