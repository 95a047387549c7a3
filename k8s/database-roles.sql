-- The roles as which the services connect. They own nothing: what they may do with each table is said by the migrations
-- (afterMigrate__rights.sql). Run it in the database of Followsync as an administrator, before the schema is migrated, and give
-- both a password (\password followsync_gateway). It can be repeated.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'followsync_gateway') THEN
    CREATE ROLE followsync_gateway LOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'followsync_worker') THEN
    CREATE ROLE followsync_worker LOGIN;
  END IF;
  -- Databases that came from PostgreSQL 14 or older let everybody create tables. There the schema is not the owner's, who would
  -- lose that right with everybody else.
  EXECUTE (SELECT format('GRANT CREATE, USAGE ON SCHEMA public TO %I', pg_get_userbyid(datdba))
    FROM pg_database WHERE datname = current_database());
  REVOKE CREATE ON SCHEMA public FROM PUBLIC;
END $$;
