package io.followsync.messaging;

public final class Topics {

	/** Wake-ups for workers, keyed by lane. Losing them costs latency, never a job. */
	public static final String REQUESTS = "sync.requests";

	/** Job states for gateways, keyed by job. */
	public static final String PROGRESS = "sync.progress";

	/** Of records that could not be decoded, a {@link DeadLetter} each, without a key. */
	public static final String DEAD_LETTERS = "sync.dead-letters";

	private Topics() {
	}

}
