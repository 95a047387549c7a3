SET LOCAL lock_timeout = '5s';

-- The queue in its order, up to and including a place in it. Nobody stands behind the 10,000th, so that no query reads more.
-- The planner puts both functions into the queries that use them, where an index serves them.
CREATE FUNCTION queue_up_to(last_queued_at timestamptz, last_id uuid) RETURNS TABLE (id uuid, place int) LANGUAGE sql STABLE AS $$
  SELECT q.id, row_number() OVER (ORDER BY q.queued_at, q.id)::int
  FROM (SELECT j.id, j.queued_at FROM jobs j
        WHERE j.state = 'QUEUED' AND (j.queued_at, j.id) <= (last_queued_at, last_id)
        ORDER BY j.queued_at, j.id LIMIT 10000) q
$$;

-- Where a job stands in the queue: 1 is the first. 0 for a job that is not queued, or only queued again: it was started before.
CREATE FUNCTION queue_position(job jobs) RETURNS TABLE (place int) LANGUAGE sql STABLE AS $$
  SELECT count(*)::int FROM queue_up_to(job.queued_at, job.id) WHERE job.state = 'QUEUED' AND job.started_at IS NULL
$$;
