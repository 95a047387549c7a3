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
  -- Databases that came from PostgreSQL 14 or older let everybody create tables.
  REVOKE CREATE ON SCHEMA public FROM PUBLIC;
END $$;
