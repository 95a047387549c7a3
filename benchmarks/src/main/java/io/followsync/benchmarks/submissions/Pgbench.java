package io.followsync.benchmarks.submissions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.followsync.benchmarks.NotMeasuredException;
import io.followsync.benchmarks.process.ChildProcesses;
import io.followsync.benchmarks.stack.Statements;

/**
 * Commits without a gateway, with as many clients in a closed loop: the cheapest ones of
 * a server, with one row of 500 bytes in each, and those that store a submission.
 */
record Pgbench(Statements database, Path row, Path submission) {

	private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

	private static final Duration TO_START = Duration.ofMinutes(1);

	private static final String SINGLE_ROW = """
			INSERT INTO single_rows (payload) VALUES (decode(repeat('ab', 500), 'hex'));
			""";

	// As SubmissionStore of the gateway, with values of the same lengths.
	private static final String SUBMISSION = """
			WITH job AS (
			  INSERT INTO jobs (id, kind, source, state, lane, claimed_user_id, session_fingerprint,
			                    capability_hash, capability_sealed, dispatch_at)
			  SELECT id, 'ANALYSIS', 'WEB_SESSION', 'QUEUED', 's:' || translate(id::text, '-', ''), 5012345678, uuid_send(id),
			         uuid_send(gen_random_uuid()), decode(repeat('ab', 60), 'hex'), deciding_time() + interval '10 s'
			    FROM (SELECT gen_random_uuid() AS id) new
			  ON CONFLICT DO NOTHING
			  RETURNING id
			), lists AS (
			  INSERT INTO job_lists (job_id, list)
			  SELECT id, list FROM job, (VALUES ('FOLLOWERS'), ('FOLLOWING')) both_lists (list)
			)
			INSERT INTO job_credentials (job_id, sealed) SELECT id, decode(repeat('ab', 200), 'hex') FROM job;
			""";

	static Pgbench prepare(Statements database, Path folder) throws IOException, SQLException {
		database
			.execute("CREATE TABLE single_rows (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload bytea)");
		Files.createDirectories(folder);
		return new Pgbench(database, Files.writeString(folder.resolve("single-row.sql"), SINGLE_ROW),
				Files.writeString(folder.resolve("submission.sql"), SUBMISSION));
	}

	/** Of single rows. */
	double commitsPerSecond(int clients, int seconds) {
		return rate(this.row, clients, seconds);
	}

	/** Of the rows of a submission, with the gateway's statement. */
	double submissionsPerSecond(int clients, int seconds) {
		return rate(this.submission, clients, seconds);
	}

	private double rate(Path script, int clients, int seconds) {
		List<String> command = new ArrayList<>(List.of("pgbench", "--no-vacuum", "--protocol=prepared", "--jobs=1"));
		command.addAll(List.of("--client=" + clients, "--time=" + seconds, "--file=" + script,
				"--host=" + this.database.server().host(), "--port=" + this.database.server().port(),
				"--username=" + this.database.server().superuser(), this.database.database().name()));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().put("PGPASSWORD", this.database.server().password());
		ChildProcesses.Result pgbench = run(builder, Duration.ofSeconds(seconds).plus(TO_START));
		Matcher rate = RATE.matcher(pgbench.output());
		if (!pgbench.isSuccess() || !rate.find()) {
			throw new IllegalStateException("pgbench failed: " + pgbench.output());
		}
		return Double.parseDouble(rate.group(1));
	}

	private static ChildProcesses.Result run(ProcessBuilder builder, Duration bound) {
		try {
			return ChildProcesses.run(builder, bound);
		}
		catch (IOException ex) {
			throw new NotMeasuredException("pgbench is not there: apt-get install postgresql-contrib");
		}
	}

}
