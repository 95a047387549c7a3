package io.followsync.job;

/**
 * An Instagram user id: positive, 64 bits, often beyond 2^53 and so never a double.
 */
public record AccountId(long value) {

	public AccountId {
		if (value <= 0) {
			throw new IllegalArgumentException("an Instagram user id is positive");
		}
	}

	@Override
	public String toString() {
		return Long.toString(this.value);
	}

}
