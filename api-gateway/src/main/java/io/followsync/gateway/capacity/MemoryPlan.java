package io.followsync.gateway.capacity;

import org.springframework.util.unit.DataSize;

/**
 * How the memory of this process, the heap and the direct buffers that the JVM may use,
 * is divided. Whoever exhausts one part is refused, so that no part takes from another.
 *
 * @param connections open at once, each of them the costliest there is, which is a stream
 * @param uploads at once
 * @param answerBytes of results on their way to clients
 */
record MemoryPlan(int connections, int uploads, long answerBytes) {

	// What an idle gateway keeps alive (45 MB measured), and what its database queries,
	// the broker's client and the requests in progress need meanwhile.
	private static final long BASE = DataSize.ofMegabytes(64).toBytes();

	// The rest is the collector's, which slows everything down when it has no room.
	private static final double USABLE = 0.8;

	// With its connection: about 30 KB of live heap measured, rounded up.
	private static final long STREAM = DataSize.ofKilobytes(32).toBytes();

	private static final long UPLOAD = DataSize.ofMegabytes(1).toBytes();

	private static final int UPLOAD_PART = 10;

	private static final int ANSWER_PART = 6;

	// An answer is copied into a direct buffer before it is sent.
	private static final int DIRECT_PART = 2;

	private static final double STREAM_SHARE = 0.92;

	private static final int MIN_CONNECTIONS = 100;

	/**
	 * The plan for a JVM.
	 * @throws IllegalStateException if the memory is too little to serve anybody
	 */
	public static MemoryPlan of(long heap, long direct) {
		long clients = (long) (heap * USABLE) - BASE;
		int uploads = (int) (clients / UPLOAD_PART / UPLOAD);
		long answers = Math.min(clients / ANSWER_PART, direct / DIRECT_PART);
		long connections = (clients - uploads * UPLOAD - answers) / STREAM;
		if (connections < MIN_CONNECTIONS || uploads < 1) {
			throw new IllegalStateException(
					"A heap of %d MB is too small for a gateway".formatted(DataSize.ofBytes(heap).toMegabytes()));
		}
		return new MemoryPlan((int) Math.min(connections, Integer.MAX_VALUE), uploads, answers);
	}

	/** Streams at once, so that connections are left for other calls. */
	public int streams() {
		return (int) (this.connections * STREAM_SHARE);
	}

}
