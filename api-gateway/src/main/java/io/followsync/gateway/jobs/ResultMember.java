package io.followsync.gateway.jobs;

/**
 * One row of a result.
 *
 * @param memberKey negative for a member known by name only
 * @param confirmed false if it is listed only because it was missing from a list that is
 * not proven to show everybody; always true for a mutual member
 */
public record ResultMember(long memberKey, String username, String fullName, boolean verified, boolean isPrivate,
		boolean confirmed) {

	public ResultKey key() {
		return new ResultKey(this.username, this.memberKey);
	}

}
