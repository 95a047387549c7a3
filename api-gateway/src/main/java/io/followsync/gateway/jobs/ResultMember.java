package io.followsync.gateway.jobs;

/**
 * One row of a result.
 *
 * @param memberKey negative for a member known by name only
 * @param confirmed whether nothing but a missing row could still refute it
 */
public record ResultMember(long memberKey, String username, String fullName, boolean verified, boolean isPrivate,
		boolean confirmed) {

	public ResultKey key() {
		return new ResultKey(this.username, this.memberKey);
	}

}
