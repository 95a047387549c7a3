package io.followsync.acceptance.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;

/** Who was in the lists of an account when it was placed, and after each change. */
public record History(List<Moment> moments) {

	static History of(JsonNode json) {
		Map<String, Member> members = new HashMap<>();
		List<Moment> moments = new ArrayList<>();
		moments.add(Moment.of(Instant.EPOCH, members, json.required("members")));
		json.required("changes")
			.forEach((change) -> moments.add(Moment.of(Instant.parse(change.required("at").stringValue()),
					moments.getLast().members(), change.required("members"))));
		return new History(List.copyOf(moments));
	}

	/** Everyone, as it is now. */
	public Map<String, Member> latest() {
		return this.moments.getLast().members();
	}

	/** When, between two times, something about a member changed. */
	public List<Instant> changesOf(String member, Function<Member, Object> property, Instant from, Instant to) {
		List<Instant> times = new ArrayList<>();
		for (int i = 1; i < this.moments.size(); i++) {
			Instant at = this.moments.get(i).at();
			Object before = property.apply(this.moments.get(i - 1).member(member));
			Object now = property.apply(this.moments.get(i).member(member));
			if (at.isAfter(from) && at.isBefore(to) && !Objects.equals(before, now)) {
				times.add(at);
			}
		}
		return times;
	}

	/** Everyone from one time on, until the next. */
	public record Moment(Instant at, Map<String, Member> members) {

		private static Moment of(Instant at, Map<String, Member> before, JsonNode changed) {
			Map<String, Member> members = new HashMap<>(before);
			changed.forEach((member) -> members.put(member.required("id").stringValue(), Member.of(member)));
			return new Moment(at, Map.copyOf(members));
		}

		private Member member(String id) {
			return this.members.getOrDefault(id, new Member("", false, false));
		}

	}

	/**
	 * A person as the lists show them.
	 *
	 * @param follows whether the followers show them
	 * @param followed whether the following list shows them
	 */
	public record Member(String username, boolean follows, boolean followed) {

		private static Member of(JsonNode json) {
			return new Member(json.required("username").stringValue(), json.required("follows").booleanValue(),
					json.required("followed").booleanValue());
		}

	}

}
