package io.followsync.worker.source.dataexport;

import java.util.List;

import io.followsync.job.ListKind;
import io.followsync.worker.source.ExportSign;
import io.followsync.worker.source.Member;
import io.followsync.worker.source.TruncationFlags;

/**
 * A completely read export.
 */
record Export(MemberList followers, MemberList following, Beginnings beginnings) {

	MemberList list(ListKind kind) {
		return switch (kind) {
			case FOLLOWERS -> this.followers;
			case FOLLOWING -> this.following;
		};
	}

	List<Member> members(ListKind kind, int from, int to) {
		return list(kind).members(from, to, (kind == ListKind.FOLLOWING) ? this.beginnings.doubt() : Doubt.NOBODY);
	}

	TruncationFlags signs(ListKind kind) {
		return new TruncationFlags(false, 0, sign(kind));
	}

	ExportSign sign(ListKind kind) {
		return switch (kind) {
			case FOLLOWERS -> this.beginnings.followers();
			case FOLLOWING -> this.beginnings.following();
		};
	}

}
