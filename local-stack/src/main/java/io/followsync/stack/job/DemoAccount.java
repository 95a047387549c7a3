package io.followsync.stack.job;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

import io.followsync.stack.StackException;
import tools.jackson.databind.JsonNode;

/**
 * An account that exists only in the simulator, and what the simulator knows about it.
 */
public final class DemoAccount {

	private static final long FIRST_ID = 60_000_000_000L;

	private static final int IDS = 1_000_000_000;

	private final Http simulator;

	private final long id;

	private DemoAccount(URI simulator, long id) {
		this.simulator = new Http(simulator);
		this.id = id;
	}

	/** Creates a new account: one from an earlier run may still be cooling down. */
	public static DemoAccount create(URI simulator) {
		DemoAccount account = new DemoAccount(simulator, FIRST_ID + new SecureRandom().nextInt(IDS));
		Map<String, Object> population = Map.of("username", "demo." + account.id, "followers", 1_300, "following", 900,
				"mutual", 700, "followersPageSize", 50, "followingPageSize", 50, "latencyMs", 120);
		account.call(() -> account.simulator.send("PUT", "/simulator/accounts/" + account.id, population));
		return account;
	}

	public Session newSession() {
		return Session.made(this.id);
	}

	/** The names that do not follow this account back, sorted. */
	public List<String> trulyNotFollowingBack() {
		JsonNode truth = call(() -> this.simulator.get("/simulator/accounts/" + this.id + "/truth"));
		return truth.path("not_following_back").valueStream().map(JsonNode::asString).sorted().toList();
	}

	private JsonNode call(Call call) {
		try {
			return call.answer();
		}
		catch (IOException ex) {
			throw new StackException("The simulator did not answer: " + ex.getMessage(), ex);
		}
	}

	@FunctionalInterface
	private interface Call {

		JsonNode answer() throws IOException;

	}

}
