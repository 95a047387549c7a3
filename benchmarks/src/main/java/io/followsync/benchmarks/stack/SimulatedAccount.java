package io.followsync.benchmarks.stack;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.followsync.stack.job.Session;

/** An account of the simulator. */
public record SimulatedAccount(Http simulator, long id) {

	private static final AtomicLong NEXT_ID = new AtomicLong(65_000_000_000L);

	/**
	 * Places a new one.
	 * @param pageSize how many members a page holds at most, for both lists
	 * @param latencyMs of each answer about it
	 */
	static SimulatedAccount place(Http simulator, int followers, int following, int mutual, int pageSize,
			int latencyMs) {
		SimulatedAccount account = new SimulatedAccount(simulator, NEXT_ID.incrementAndGet());
		Map<String, Object> population = new HashMap<>();
		population.put("username", "bench" + account.id);
		population.put("followers", followers);
		population.put("following", following);
		population.put("mutual", mutual);
		population.put("followersPageSize", pageSize);
		population.put("followingPageSize", pageSize);
		population.put("latencyMs", latencyMs);
		simulator.put("/simulator/accounts/" + account.id, population).text();
		return account;
	}

	/** A new live session of its owner. */
	public Session session() {
		return Session.made(this.id);
	}

	/**
	 * Changes its lists by so many, in the words of the simulator's control interface.
	 */
	public void change(Map<String, Integer> numbers) {
		this.simulator.post("/simulator/accounts/" + this.id + "/changes", numbers).text();
	}

}
