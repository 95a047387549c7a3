-- The autoscaler's own role: it may count jobs by state, and read nothing of them. Run it in the service's
-- database after the first start, as an administrator, and give the role a password (\password followsync_autoscaler).
CREATE ROLE followsync_autoscaler LOGIN CONNECTION LIMIT 5;
GRANT SELECT (state, resumes_at) ON jobs TO followsync_autoscaler;
