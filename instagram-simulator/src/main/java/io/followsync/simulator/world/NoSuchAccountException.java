package io.followsync.simulator.world;

/** The control API named an account that was never placed. */
public final class NoSuchAccountException extends RuntimeException {

	NoSuchAccountException(long account) {
		super("no account " + account + " here, PUT it first");
	}

}
