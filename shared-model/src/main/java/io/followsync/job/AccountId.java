package io.followsync.job;

/**
 * An Instagram user id: a positive 64-bit number, often above 2^53 and so never held in a
 * double.
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
