package io.followsync.worker.source;

/**
 * One row of a list.
 *
 * @param key positive: Instagram's numeric id; negative: known by name only, a hash of
 * the lower-case name. Never zero
 * @param fullName may be empty, or contain any text
 */
public record Member(long key, String username, String fullName, boolean verified, boolean privateAccount) {

	public Member {
		if (key == 0) {
			throw new IllegalArgumentException("a member key is never zero");
		}
	}

}
