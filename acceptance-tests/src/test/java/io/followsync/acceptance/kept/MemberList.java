package io.followsync.acceptance.kept;

import io.followsync.acceptance.simulator.History.Member;

/** A list, and what events call a beginning and an end in it. */
enum MemberList {

	FOLLOWERS("FOLLOWED_YOU", "UNFOLLOWED_YOU") {
		@Override
		boolean shows(Member member) {
			return member.follows();
		}
	},

	FOLLOWING("YOU_FOLLOWED", "YOU_UNFOLLOWED") {
		@Override
		boolean shows(Member member) {
			return member.followed();
		}
	};

	private final String beginning;

	private final String end;

	MemberList(String beginning, String end) {
		this.beginning = beginning;
		this.end = end;
	}

	String beginning() {
		return this.beginning;
	}

	String end() {
		return this.end;
	}

	abstract boolean shows(Member member);

}
