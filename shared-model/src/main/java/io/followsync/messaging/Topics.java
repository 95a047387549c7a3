package io.followsync.messaging;

/**
 * The names of the topics and of the headers of dead letters.
 */
public final class Topics {

	/** Wake-ups for workers, keyed by lane. Losing them costs latency, never a job. */
	public static final String REQUESTS = "sync.requests";

	/** Job states for gateways, keyed by job. */
	public static final String PROGRESS = "sync.progress";

	/** Of records that could not be decoded, a {@link DeadLetter} each, without a key. */
	public static final String DEAD_LETTERS = "sync.dead-letters";

	/** Header of a dead letter: why it could not be decoded. */
	public static final String REASON_HEADER = "reason";

	/** Header of a dead letter: the topic of the record. */
	public static final String ORIGIN_HEADER = "origin";

	/** Header of a dead letter: the partition of that topic. */
	public static final String PARTITION_HEADER = "partition";

	/** Header of a dead letter: the offset in that partition. */
	public static final String OFFSET_HEADER = "offset";

	/** Header of a dead letter: the record's own time, as in ISO 8601. */
	public static final String TIME_HEADER = "time";

	/** Header of a dead letter whose record has a key: its size in bytes. */
	public static final String KEY_SIZE_HEADER = "key-size";

	/** Header of a dead letter whose record has a value: its size in bytes. */
	public static final String VALUE_SIZE_HEADER = "value-size";

	/** Header of a dead letter whose record has a value: its SHA-256 in hex. */
	public static final String VALUE_HASH_HEADER = "value-sha256";

	private Topics() {
	}

}
