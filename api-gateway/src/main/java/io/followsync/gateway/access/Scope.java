package io.followsync.gateway.access;

import java.util.Locale;

/**
 * What an owner's credential allows. A browser session has all of them, and may do what
 * no scope allows.
 */
public enum Scope {

	/** Everything that only reads. */
	READ,

	/** Everything that starts or cancels a sync, or changes the whitelist. */
	SYNC;

	/** As callers write it. */
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

}
