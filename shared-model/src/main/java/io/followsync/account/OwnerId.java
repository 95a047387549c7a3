package io.followsync.account;

import java.util.UUID;

/** Whoever has proven control of one or more accounts. */
public record OwnerId(UUID value) {

	@Override
	public String toString() {
		return this.value.toString();
	}

}
