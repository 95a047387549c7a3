package io.followsync.benchmarks.submissions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.followsync.benchmarks.NotMeasuredException;
import io.followsync.benchmarks.stack.Statements;

/**
 * The cheapest commits of a server: pgbench inserts one row of 500 bytes in each, with as
 * many clients in a closed loop.
 */
record Pgbench(Statements database, Path script) {

	private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

	static Pgbench prepare(Statements database, Path folder) throws IOException, SQLException {
		database
			.execute("CREATE TABLE single_rows (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload bytea)");
		Files.createDirectories(folder);
		Path script = folder.resolve("single-row.sql");
		Files.writeString(script, "INSERT INTO single_rows (payload) VALUES (decode(repeat('ab', 500), 'hex'));\n");
		return new Pgbench(database, script);
	}

	double commitsPerSecond(int clients, int seconds) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("pgbench", "--no-vacuum", "--protocol=prepared", "--jobs=1"));
		command.addAll(List.of("--client=" + clients, "--time=" + seconds, "--file=" + this.script,
				"--host=" + this.database.server().host(), "--port=" + this.database.server().port(),
				"--username=" + this.database.server().superuser(), this.database.database().name()));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().put("PGPASSWORD", this.database.server().password());
		Process pgbench = start(builder);
		String output = new String(pgbench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		Matcher rate = RATE.matcher(output);
		if (pgbench.waitFor() != 0 || !rate.find()) {
			throw new IllegalStateException("pgbench failed: " + output);
		}
		return Double.parseDouble(rate.group(1));
	}

	private static Process start(ProcessBuilder builder) {
		try {
			return builder.start();
		}
		catch (IOException ex) {
			throw new NotMeasuredException("pgbench is not there: apt-get install postgresql-contrib");
		}
	}

}
