-- The services connect as followsync_gateway and followsync_worker, which own nothing. Runs before every migration, so that
-- they may use a table from the moment at which it exists; afterMigrate__rights.sql narrows that where it knows the table.
DO $$
DECLARE
  service text;
BEGIN
  -- Replicas that start at once would change the same rows of the catalog.
  PERFORM pg_advisory_xact_lock(hashtext('followsync rights'));
  FOR service IN SELECT rolname FROM pg_roles WHERE rolname IN ('followsync_gateway', 'followsync_worker') LOOP
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', current_schema(), service);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT USAGE ON SEQUENCES TO %I', current_schema(), service);
  END LOOP;
END $$;
