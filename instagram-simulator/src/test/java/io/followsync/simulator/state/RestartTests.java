package io.followsync.simulator.state;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.followsync.simulator.SessionClient;
import io.followsync.simulator.SimulatorApplication;
import io.followsync.simulator.SimulatorClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What a kill leaves behind is the file as it is, the last line perhaps cut. */
class RestartTests {

	private static final long ACCOUNT = 5_012_345_678L;

	private static final String SECRET = "aBcDeF5012345678";

	private static final String LOGGED_OUT = ACCOUNT + "%3Adeparted%3A20";

	@TempDir
	private Path folder;

	@Test
	void restoresTheWholeStateAfterAKill() throws Exception {
		Path before = this.folder.resolve("state/before.jsonl");
		Path after = this.folder.resolve("after.jsonl");
		JsonNode truth;
		JsonNode audit;
		String cursor;
		try (ConfigurableApplicationContext killed = start(before)) {
			SimulatorClient simulator = client(killed);
			fill(simulator);
			cursor = simulator.sessionOf(ACCOUNT)
				.page(ACCOUNT, "followers", 12, "")
				.json(200)
				.get("next_max_id")
				.asString();
			truth = simulator.truth(ACCOUNT);
			audit = simulator.audit(ACCOUNT);
			Files.copy(before, after);
		}
		Files.writeString(after, "{\"event\":\"arri", StandardOpenOption.APPEND);
		try (ConfigurableApplicationContext restarted = start(after)) {
			SimulatorClient simulator = client(restarted);
			SessionClient owner = simulator.sessionOf(ACCOUNT);
			assertThat(simulator.truth(ACCOUNT)).isEqualTo(truth);
			assertThat(simulator.audit(ACCOUNT)).isEqualTo(audit);
			assertThat(owner.page(ACCOUNT, "followers", 12, cursor).status()).isEqualTo(200);
			assertThat(owner.page(ACCOUNT, "following", 12, "").status()).as("the rest of the faults").isEqualTo(429);
			assertThat(owner.page(ACCOUNT, "following", 12, "").status()).isEqualTo(200);
			assertThat(owner.withUserAgent("other").page(ACCOUNT, "following", 12, "").status()).isEqualTo(400);
			assertThat(simulator.session(ACCOUNT + "%3Adead").page(ACCOUNT, "following", 12, "").status())
				.isEqualTo(401);
			assertThat(simulator.session(LOGGED_OUT).page(ACCOUNT, "following", 12, "").status()).isEqualTo(403);
			assertThat(simulator.audit(ACCOUNT).get("total").asInt()).isEqualTo(audit.get("total").asInt() + 4);
		}
		try (ConfigurableApplicationContext again = start(after)) {
			assertThat(client(again).audit(ACCOUNT).get("total").asInt()).isEqualTo(audit.get("total").asInt() + 4);
		}
	}

	@Test
	void readsTheJournalOfAnOlderRelease() throws Exception {
		Path file = this.folder.resolve("older.jsonl");
		try (ConfigurableApplicationContext context = start(file)) {
			client(context).place(ACCOUNT, 100, 100, 60);
		}
		Files.writeString(file, """
				{"event":"changes","account":%d,"changes":{"newFollowers":0,"lostFollowers":10,"newFollowing":0,\
				"lostFollowing":0,"renamed":0,"deactivated":0,"returned":0}}
				""".formatted(ACCOUNT), StandardOpenOption.APPEND);
		try (ConfigurableApplicationContext restarted = start(file)) {
			assertThat(client(restarted).truth(ACCOUNT).get("followers").asInt()).isEqualTo(90);
		}
	}

	@Test
	void stateFileHoldsNoSessionSecret() throws Exception {
		Path file = this.folder.resolve("state.jsonl");
		try (ConfigurableApplicationContext context = start(file)) {
			fill(client(context));
		}
		assertThat(Files.readString(file)).contains("\"arrived\"").doesNotContain(SECRET).doesNotContain("dead");
	}

	private static void fill(SimulatorClient simulator) {
		simulator.place(ACCOUNT, 100, 100, 60);
		simulator.change(ACCOUNT, """
				{"lostFollowers":10,"newFollowing":5,"deactivated":7,"renamed":3}""");
		simulator.faults(ACCOUNT, """
				[{"list":"followers","atPage":2,"times":1,"kind":"shrinking_total"},
				{"list":"profile","atPage":1,"times":1,"kind":"logged_out_midway"},
				{"list":"following","atPage":1,"times":2,"kind":"throttle_429"}]""");
		simulator.declareSession("""
				{"sessionId":"%d:dead","live":false}""".formatted(ACCOUNT));
		assertThat(simulator.session(LOGGED_OUT).get("/api/v1/accounts/current_user/").status()).isEqualTo(403);
		SessionClient owner = simulator.session(ACCOUNT + "%3A" + SECRET + "%3A20");
		owner.walk(ACCOUNT, "followers", 50);
		assertThat(owner.page(ACCOUNT, "following", 12, "").status()).isEqualTo(429);
	}

	private static ConfigurableApplicationContext start(Path stateFile) {
		return SpringApplication.run(SimulatorApplication.class, "--server.port=0",
				"--simulator.state-file=" + stateFile);
	}

	private static SimulatorClient client(ConfigurableApplicationContext context) {
		return new SimulatorClient(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

}
