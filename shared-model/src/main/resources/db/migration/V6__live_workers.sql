-- Who works now. Every worker says so each five seconds; it is gone when it has not for three times.
CREATE VIEW live_workers AS
  SELECT id, slots FROM workers WHERE seen_at > deciding_time() - interval '15 seconds';
