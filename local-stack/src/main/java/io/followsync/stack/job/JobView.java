package io.followsync.stack.job;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * A job as the gateway shows it, in a stream and when asked.
 *
 * @param waitsFor why it is waiting, if it is
 * @param resumesAt when it resumes, in the gateway's time format
 */
public record JobView(String state, ListView followers, ListView following, Optional<String> waitsFor,
		Optional<String> resumesAt, Optional<String> failure) {

	private static final Set<String> ENDED = Set.of("COMPLETED", "FAILED", "CANCELLED");

	static JobView from(JsonNode json) {
		JsonNode lists = json.path("lists");
		return new JobView(json.path("state").asString("").toUpperCase(Locale.ROOT),
				ListView.from(lists.path("followers")), ListView.from(lists.path("following")),
				text(json.path("waitingFor")), text(json.path("resumesAt")), text(json.path("failure").path("message"))
					.map((why) -> (why + " " + json.path("failure").path("advice").asString("")).strip()));
	}

	public boolean hasEnded() {
		return ENDED.contains(this.state);
	}

	public boolean hasResult() {
		return "COMPLETED".equals(this.state);
	}

	/**
	 * Percentage of the members read, rounded down, if their number is known. Never 100
	 * before the end, because what follows the last page decides whether there is a
	 * result.
	 */
	public OptionalInt percent() {
		if (hasResult()) {
			return OptionalInt.of(100);
		}
		if (this.followers.declared().isEmpty() || this.following.declared().isEmpty()) {
			return OptionalInt.empty();
		}
		long declared = (long) this.followers.declared().getAsInt() + this.following.declared().getAsInt();
		long fetched = (long) this.followers.fetched() + this.following.fetched();
		return OptionalInt.of((declared == 0) ? 99 : (int) Math.min(99, fetched * 100 / declared));
	}

	private static Optional<String> text(JsonNode node) {
		return node.isString() ? Optional.of(node.asString()) : Optional.empty();
	}

	/**
	 * One of the two lists.
	 *
	 * @param declared the expected number of members, if known
	 */
	public record ListView(int fetched, OptionalInt declared) {

		static ListView from(JsonNode json) {
			JsonNode declared = json.path("declared");
			return new ListView(json.path("fetched").asInt(0),
					declared.isNumber() ? OptionalInt.of(declared.asInt()) : OptionalInt.empty());
		}

	}

	public record Figures(int followers, int following, int notFollowingBack, int fans, int mutual, int unconfirmed) {

		static Figures from(JsonNode result) {
			return new Figures(result.path("followersCount").asInt(0), result.path("followingCount").asInt(0),
					result.path("notFollowingBackCount").asInt(0), result.path("fansCount").asInt(0),
					result.path("mutualCount").asInt(0), result.path("unconfirmedCount").asInt(0));
		}

	}

}
