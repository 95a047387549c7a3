-- What the services may do with each table; run by its owner after every migration, also when nothing was to be migrated.
-- A table that is not named here may be read and written by both. Name it as soon as one of them needs less.
DO $$
DECLARE
  relation record;
  service text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('followsync rights'));
  -- Where it is not everybody's already.
  FOR service IN
    SELECT rolname FROM pg_roles
     WHERE rolname IN ('followsync_gateway', 'followsync_worker') AND NOT has_schema_privilege(oid, current_schema()::regnamespace, 'USAGE')
  LOOP
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), service);
  END LOOP;
  FOR relation IN
    WITH needed (name, gateway, worker) AS (VALUES
      ('flyway_schema_history', 'SELECT', 'SELECT'),
      ('jobs', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, UPDATE, DELETE'),
      -- A gateway stores credentials and drops them; it has no use for what is in them.
      ('job_credentials', 'SELECT (job_id), INSERT, DELETE', 'SELECT, DELETE'),
      ('job_lists', 'SELECT, INSERT', 'SELECT, UPDATE'),
      ('import_files', 'SELECT, INSERT, DELETE', 'SELECT, DELETE'),
      ('import_chunks', 'SELECT, INSERT, DELETE', 'SELECT, DELETE'),
      ('import_ignored_files', 'SELECT, INSERT', NULL),
      -- What was read of Instagram, and what may be read, is the workers' alone.
      ('sync_pages', NULL, 'SELECT, INSERT, UPDATE, DELETE'),
      ('job_results', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE'),
      ('job_result_chunks', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE'),
      -- a view of the chunks, for the release before this one
      ('job_result_members', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE'),
      ('job_probes', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE'),
      ('token_buckets', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE'),
      ('lane_cooldowns', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE'),
      ('known_sessions', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE'),
      ('workers', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE'),
      ('live_workers', 'SELECT', 'SELECT'),
      ('duties', NULL, 'SELECT, INSERT, UPDATE, DELETE'),
      -- Gateways take turns counting what their metrics tell.
      ('fleet_figures', 'SELECT, UPDATE', NULL),
      ('recent_durations', 'SELECT', 'SELECT, INSERT, DELETE'),
      -- Who owns what is the gateways' to decide; workers remove what has expired.
      ('owners', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, DELETE'),
      ('accounts', 'SELECT, INSERT, UPDATE', 'SELECT, UPDATE, DELETE'),
      ('account_credentials', 'SELECT (account_id, stored_at), INSERT, DELETE', 'SELECT, DELETE'),
      ('sign_ins', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT (id, job_id, account_id, requested_by, expires_at, proven_at, approved_at, used_at), UPDATE (proven_at, username), DELETE'),
      ('browser_sessions', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT (expires_at), DELETE'),
      ('access_tokens', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT (expires_at), DELETE'),
      ('idempotent_answers', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT (created_at), DELETE'),
      ('whitelisted_members', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, DELETE'),
      ('whitelist_versions', 'SELECT, INSERT, UPDATE', NULL),
      -- History is written by workers alone, except that a gateway, too, may end a sync.
      ('members', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE'),
      ('member_versions', 'SELECT', 'SELECT, INSERT, DELETE'),
      ('account_lists', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE'),
      ('relationships', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE'),
      ('events', 'SELECT', 'SELECT, INSERT, DELETE'),
      ('insights', 'SELECT', 'SELECT, INSERT, DELETE'),
      ('activities', 'SELECT, INSERT', 'SELECT, INSERT, DELETE'),
      ('ended_syncs', 'SELECT, INSERT', 'SELECT, INSERT, DELETE')),
    usual AS (
      -- Partitions are reached through their table.
      SELECT c.oid, c.relname, n.name IS NOT NULL OR c.relispartition AS named, n.gateway, n.worker
      FROM pg_class c LEFT JOIN needed n ON n.name = c.relname
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND pg_has_role(c.relowner, 'USAGE'))
    SELECT u.oid::regclass AS name, r.rolname AS service,
           CASE WHEN NOT named THEN 'SELECT, INSERT, UPDATE, DELETE' WHEN r.rolname = 'followsync_gateway' THEN gateway ELSE worker END AS rights
    FROM usual u, pg_roles r WHERE r.rolname IN ('followsync_gateway', 'followsync_worker')
  LOOP
    EXECUTE format('REVOKE ALL ON %s FROM %I', relation.name, relation.service);
    IF relation.rights IS NOT NULL THEN
      EXECUTE format('GRANT %s ON %s TO %I', relation.rights, relation.name, relation.service);
    END IF;
  END LOOP;
  IF to_regprocedure('keep_month_partitions(int)') IS NOT NULL AND EXISTS (SELECT FROM pg_roles WHERE rolname = 'followsync_worker') THEN
    GRANT EXECUTE ON FUNCTION keep_month_partitions(int) TO followsync_worker;
  END IF;
END $$;
