-- Apart from the migration that adds their columns, whose lock keeps readers waiting, too.
SET LOCAL lock_timeout = '5s';

-- A claim looks at the first job of each sort of lane that it has room for, and at little else.
CREATE INDEX jobs_queued_by_turn ON jobs (left(lane, 2), turn, queued_at, id) WHERE state = 'QUEUED';
CREATE INDEX jobs_parked_by_end ON jobs (left(lane, 2), resumes_at, id) WHERE state = 'PARKED';
CREATE INDEX jobs_waiting_for_lane ON jobs (lane, queued_at) WHERE state = 'PARKED' AND wait_reason = 'LANE_BUSY';
CREATE INDEX jobs_of_client ON jobs (client_hash, turn)
  WHERE client_hash IS NOT NULL AND state IN ('QUEUED', 'RUNNING', 'PARKED');
