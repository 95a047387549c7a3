SET LOCAL lock_timeout = '5s';

-- How many walks over this list were read beyond the two that "walk" numbers. The release before knows only walks 1
-- and 2: a third one takes the place of the second, whose pages are set aside as walk 0, and is the second to that release.
ALTER TABLE job_lists ADD COLUMN extra_walks int NOT NULL DEFAULT 0;
ALTER TABLE job_lists ADD CONSTRAINT one_extra_walk CHECK (extra_walks IN (0, 1)) NOT VALID;
