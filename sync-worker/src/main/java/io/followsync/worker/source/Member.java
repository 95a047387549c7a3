package io.followsync.worker.source;

/**
 * One row of a list.
 *
 * @param key positive: Instagram's numeric id; negative: known by name only, a hash of
 * the lower-case name. Never zero
 * @param fullName may be empty, or contain any text
 * @param doubtful whether a date range of an export could explain that the other list
 * lacks this member
 */
public record Member(long key, String username, String fullName, boolean verified, boolean privateAccount,
		boolean doubtful) {

	public Member {
		if (key == 0) {
			throw new IllegalArgumentException("a member key is never zero");
		}
	}

	/** A member whose absence from the other list nothing but that list explains. */
	public Member(long key, String username, String fullName, boolean verified, boolean privateAccount) {
		this(key, username, fullName, verified, privateAccount, false);
	}

}
