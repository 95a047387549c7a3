package io.followsync.benchmarks.submissions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.followsync.benchmarks.NotMeasuredException;
import io.followsync.benchmarks.process.ChildProcesses;
import io.followsync.benchmarks.stack.AdminDatabase;

/**
 * Commits without a gateway, with as many clients in a closed loop: the cheapest ones of
 * a server, with one row of 500 bytes in each, and those that store a submission.
 */
record Pgbench(AdminDatabase database, Path row, Path submission) {

	private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

	private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

	private static final String SINGLE_ROW = """
			INSERT INTO single_rows (payload) VALUES (decode(repeat('ab', 500), 'hex'));
			""";

	// Values for the parameters of the gateway's INSERT, in order. pg_stat_statements
	// replaces its constants by parameters too, numbered after them. Each value is as
	// long
	// as a real one.
	private static final List<String> VALUES = List.of("gen_random_uuid()",
			"'s:' || translate(gen_random_uuid()::text, '-', '')", "5012345678", "uuid_send(gen_random_uuid())",
			"uuid_send(gen_random_uuid())", "decode(repeat('ab', 60), 'hex')", "'10000 milliseconds'",
			"decode(repeat('ab', 200), 'hex')", "'ANALYSIS'", "'WEB_SESSION'", "'QUEUED'", "'FOLLOWERS'",
			"'FOLLOWING'");

	private static final Pattern PARAMETER = Pattern.compile("\\$([0-9]+)");

	private static final String SUBMISSION_PATTERN = "%session_fingerprint%INSERT INTO job_credentials%";

	/**
	 * After the gateway has stored a submission: its statement is taken from the server.
	 */
	static Pgbench prepare(AdminDatabase database, Path folder) throws IOException, SQLException {
		database
			.execute("CREATE TABLE single_rows (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload bytea)");
		String counted = database.calls("followsync_gateway", SUBMISSION_PATTERN)
			.keySet()
			.stream()
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("the gateway ran no statement like " + SUBMISSION_PATTERN));
		Files.createDirectories(folder);
		return new Pgbench(database, Files.writeString(folder.resolve("single-row.sql"), SINGLE_ROW),
				Files.writeString(folder.resolve("submission.sql"), withValues(counted) + ";\n"));
	}

	/** With a value for each number, of which there must be as many. */
	static String withValues(String counted) {
		Set<Integer> numbers = new TreeSet<>();
		String statement = PARAMETER.matcher(counted).replaceAll((found) -> {
			int number = Integer.parseInt(found.group(1));
			numbers.add(number);
			return (number <= VALUES.size()) ? Matcher.quoteReplacement(VALUES.get(number - 1)) : "NULL";
		});
		if (numbers.size() != VALUES.size()) {
			throw new IllegalStateException("The gateway's statement has other values than are known here: " + counted);
		}
		return statement;
	}

	/** Of single rows. */
	double commitsPerSecond(int clients, int seconds) throws SQLException {
		double rate = rate(this.row, clients, seconds);
		this.database.execute("TRUNCATE single_rows");
		return rate;
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
		ChildProcesses.Result pgbench = run(builder, Duration.ofSeconds(seconds).plus(START_TIMEOUT));
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
