package io.followsync.acceptance.kept;

import java.util.Collection;
import java.util.List;

import io.followsync.acceptance.simulator.History.Member;
import tools.jackson.databind.JsonNode;

/** The figures that are to be told after a sync. */
record ExpectedFigures(String sync, long followers, long following, long mutual, long notFollowingBack, long fans,
		long gained, long lost, long unconfirmed) {

	static ExpectedFigures of(String sync, Collection<Member> members, List<ExpectedEvent> events, int unconfirmed) {
		long followers = members.stream().filter(Member::follows).count();
		long following = members.stream().filter(Member::followed).count();
		long mutual = members.stream().filter((member) -> member.follows() && member.followed()).count();
		return new ExpectedFigures(sync, followers, following, mutual, following - mutual, followers - mutual,
				events.stream().filter(ExpectedFigures::isGain).count(),
				events.stream().filter(ExpectedFigures::isLoss).count(), unconfirmed);
	}

	private static boolean isGain(ExpectedEvent event) {
		return event.lists().contains(MemberList.FOLLOWERS) && event.isBeginning();
	}

	private static boolean isLoss(ExpectedEvent event) {
		return event.lists().contains(MemberList.FOLLOWERS) && !event.isBeginning();
	}

	static ExpectedFigures told(JsonNode json) {
		return new ExpectedFigures(json.required("sync").stringValue(), number(json, "followers"),
				number(json, "following"), number(json, "mutual"), number(json, "notFollowingBack"),
				number(json, "fans"), number(json, "gained"), number(json, "lost"), number(json, "unconfirmed"));
	}

	private static long number(JsonNode json, String field) {
		return json.required(field).longValue();
	}

}
