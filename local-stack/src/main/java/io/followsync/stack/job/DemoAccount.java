package io.followsync.stack.job;

import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** An account that exists only in the simulator, and what that knows about it. */
public final class DemoAccount {

	private static final long FIRST_ID = 60_000_000_000L;

	private static final int IDS = 1_000_000_000;

	private final RestClient simulator;

	private final long id;

	private DemoAccount(URI simulator, long id) {
		this.simulator = JobClient.http(simulator);
		this.id = id;
	}

	/** Creates a new account: one from an earlier run may still be cooling down. */
	public static DemoAccount create(URI simulator) {
		DemoAccount account = new DemoAccount(simulator, FIRST_ID + new SecureRandom().nextInt(IDS));
		Map<String, Object> population = Map.of("username", "demo." + account.id, "followers", 1_300, "following", 900,
				"mutual", 700, "followersPageSize", 50, "followingPageSize", 50, "latencyMs", 120);
		JobClient.send("simulator",
				account.simulator.put()
					.uri("/simulator/accounts/{id}", account.id)
					.contentType(MediaType.APPLICATION_JSON)
					.body(population));
		return account;
	}

	public Session newSession() {
		return Session.made(this.id);
	}

	/** The names that do not follow this account back, sorted. */
	public List<String> trulyNotFollowingBack() {
		return JobClient.send("simulator", this.simulator.get().uri("/simulator/accounts/{id}/truth", this.id))
			.path("not_following_back")
			.valueStream()
			.map(JsonNode::asString)
			.sorted()
			.toList();
	}

}
