package io.followsync.simulator.audit;

/** One page of one list, regardless of who reads it. */
public record PageKey(Endpoint endpoint, long target, long page) {

	/** Denotes the first page, which has no cursor. */
	public static final long FIRST = -1;

	/** Denotes a cursor that could not be read. */
	public static final long UNREADABLE = -2;

}
