package io.followsync.worker.source.dataexport;

import io.followsync.job.ListKind;

/**
 * A completely read export.
 *
 * @param followersCut whether it was requested for a date range that cuts the followers
 */
record Export(MemberList followers, MemberList following, boolean followersCut) {

	MemberList list(ListKind kind) {
		return switch (kind) {
			case FOLLOWERS -> this.followers;
			case FOLLOWING -> this.following;
		};
	}

	boolean cut(ListKind kind) {
		return kind == ListKind.FOLLOWERS && this.followersCut;
	}

}
