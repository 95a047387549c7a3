package io.followsync.acceptance.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import io.followsync.acceptance.client.JobIds;
import io.followsync.acceptance.simulator.KnownSessions;
import io.followsync.stack.job.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LeakedSecretsTests {

	@TempDir
	private Path directory;

	@Test
	void findsEachSecretOfASessionInAnyForm() throws IOException {
		Session session = KnownSessions.made(5_000_000_000L);
		Path log = Files.write(this.directory.resolve("hs_err_pid1.log"),
				Set.of("Cookie: sessionid=" + session.sessionId() + ";", "token " + session.csrfToken(),
						session.sessionId().replace("%3A", ":"), "GET /api/status/" + JobIds.of(session) + " 404",
						"job 0198f3e0-6f0a-7c3e-9a51-5d0b8f6c1a2b claimed by worker-1"));

		assertThat(LeakedSecrets.linesWith(KnownSessions.words(), log)).hasSize(4)
			.allMatch((line) -> line.startsWith("hs_err_pid1.log: "));
	}

}
