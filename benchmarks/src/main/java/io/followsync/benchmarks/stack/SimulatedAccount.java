package io.followsync.benchmarks.stack;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.followsync.stack.job.Session;

/**
 * An account of the simulator.
 *
 * @param population its lists and how they are delivered, as the simulator's control
 * interface names them
 */
public record SimulatedAccount(Http simulator, long id, Map<String, Object> population) {

	private static final AtomicLong NEXT_ID = new AtomicLong(65_000_000_000L);

	/**
	 * Places a new one.
	 * @param pageSize how many members a page holds at most, for both lists
	 * @param latencyMs of each answer about it
	 */
	static SimulatedAccount place(Http simulator, int followers, int following, int mutual, int pageSize,
			int latencyMs) {
		long id = NEXT_ID.incrementAndGet();
		Map<String, Object> population = new HashMap<>();
		population.put("username", "bench" + id);
		population.put("followers", followers);
		population.put("following", following);
		population.put("mutual", mutual);
		population.put("followersPageSize", pageSize);
		population.put("followingPageSize", pageSize);
		population.put("latencyMs", latencyMs);
		SimulatedAccount account = new SimulatedAccount(simulator, id, population);
		account.place();
		return account;
	}

	/** Changes the latency of each answer about it. */
	public void answerIn(int latencyMs) {
		Map<String, Object> changed = new HashMap<>(this.population);
		changed.put("latencyMs", latencyMs);
		new SimulatedAccount(this.simulator, this.id, changed).place();
	}

	private void place() {
		this.simulator.put("/simulator/accounts/" + this.id, this.population).text();
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
