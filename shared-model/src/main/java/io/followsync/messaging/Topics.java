package io.followsync.messaging;

/**
 * The names of the topics and of the headers of dead letters.
 */
public final class Topics {

	/** Wake-ups for workers, keyed by lane. Losing them costs latency, never a job. */
	public static final String REQUESTS = "sync.requests";

	/** Job states for gateways, keyed by job. */
	public static final String PROGRESS = "sync.progress";

	/** Records that could not be decoded, as {@link DeadLetter}s. */
	public static final String DEAD_LETTERS = "sync.dead-letters";

	/** Header of a dead letter: why it could not be decoded. */
	public static final String REASON_HEADER = "reason";

	/** Header of a dead letter: the topic it came from. */
	public static final String ORIGIN_HEADER = "origin";

	/** Header of a dead letter that was cut: the original size of its value in bytes. */
	public static final String SIZE_HEADER = "size";

	private Topics() {
	}

}
