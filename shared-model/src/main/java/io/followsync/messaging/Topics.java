package io.followsync.messaging;

/**
 * The names of the topics and of the headers of dead letters.
 */
public final class Topics {

	/** Wake-ups for workers, keyed by lane. Losing all of them costs latency, no job. */
	public static final String REQUESTS = "sync.requests";

	/** States of jobs for gateways, keyed by job. */
	public static final String PROGRESS = "sync.progress";

	/** Records that could not be understood, as received, with the reason in a header. */
	public static final String DEAD_LETTERS = "sync.dead-letters";

	/** Header of a dead letter: why it is one. */
	public static final String REASON_HEADER = "reason";

	/** Header of a dead letter: the topic it came from. */
	public static final String ORIGIN_HEADER = "origin";

	/** Header of a dead letter that was cut: how many bytes its value had. */
	public static final String SIZE_HEADER = "size";

	private Topics() {
	}

}
