-- What the owner of a failed job can do, apart from the reason. NULL where the release before ended the job: then its kind decides.

SET LOCAL lock_timeout = '5s';

ALTER TABLE jobs ADD COLUMN failure_advice text;
