package io.followsync.gateway.capacity;

import java.util.HashMap;
import java.util.Map;

/**
 * Limits what all clients together and each of them take at once, so that nobody keeps
 * the others out. Safe for concurrent use.
 */
public final class ClientSlots {

	private final long max;

	private final long maxPerClient;

	private final Map<String, Long> taken = new HashMap<>();

	private long all;

	public ClientSlots(long max, long maxPerClient) {
		this.max = max;
		this.maxPerClient = maxPerClient;
	}

	public enum Outcome {

		TAKEN, FULL, CLIENT_FULL

	}

	/**
	 * Takes so many slots for this client, which must be released if they were taken. A
	 * client that holds none gets more than its share if it needs them at once.
	 */
	public synchronized Outcome take(String client, long amount) {
		long before = this.taken.getOrDefault(client, 0L);
		if (before > 0 && before + amount > this.maxPerClient) {
			return Outcome.CLIENT_FULL;
		}
		if (this.all + amount > this.max) {
			return Outcome.FULL;
		}
		this.taken.put(client, before + amount);
		this.all += amount;
		return Outcome.TAKEN;
	}

	public synchronized void release(String client, long amount) {
		this.taken.computeIfPresent(client, (key, held) -> (held > amount) ? held - amount : null);
		this.all -= amount;
	}

	public synchronized long taken() {
		return this.all;
	}

}
