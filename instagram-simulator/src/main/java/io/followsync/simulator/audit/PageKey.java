package io.followsync.simulator.audit;

/** One page of one list, whoever reads it. */
public record PageKey(Endpoint endpoint, long target, long page) {

	/** Stands for the first page, which has no cursor. */
	public static final long FIRST = -1;

	/** Stands for a cursor that could not be read. */
	public static final long UNREADABLE = -2;

}
