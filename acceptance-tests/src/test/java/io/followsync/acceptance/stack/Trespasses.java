package io.followsync.acceptance.stack;

import java.util.List;

/**
 * What workers wrote to jobs that another worker held, as seen by the database itself:
 * each worker has told it its name, and every held job names its holder. It does not see
 * what is written after a lease has run out, or by an earlier start of the holder.
 */
public record Trespasses(Tables tables) {

	private static final String TABLE = "CREATE TABLE IF NOT EXISTS trespasses (what text NOT NULL)";

	private static final String NOTE = """
			CREATE OR REPLACE FUNCTION note_trespass() RETURNS trigger LANGUAGE plpgsql AS $$
			BEGIN
			  INSERT INTO trespasses VALUES (format('%s changed %s of %s: %s with fence %s became %s with fence %s',
			    current_setting('application_name'), OLD.id, OLD.worker_id, OLD.state, OLD.fence, NEW.state, NEW.fence));
			  RETURN NULL;
			END $$""";

	private static final String WATCH = """
			CREATE OR REPLACE TRIGGER trespass AFTER UPDATE ON jobs FOR EACH ROW
			WHEN (OLD.state = 'RUNNING' AND OLD.lease_until > deciding_time()
			  AND current_setting('application_name') LIKE 'worker-%'
			  AND OLD.worker_id NOT LIKE current_setting('application_name') || '-%')
			EXECUTE FUNCTION note_trespass()""";

	/** From now on. */
	void watch() {
		this.tables.execute(TABLE);
		this.tables.execute(NOTE);
		this.tables.execute(WATCH);
	}

	/** All of them, each in words. */
	public List<String> all() {
		return this.tables.column("SELECT what FROM trespasses");
	}

}
