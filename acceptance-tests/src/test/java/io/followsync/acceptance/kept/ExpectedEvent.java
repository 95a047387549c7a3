package io.followsync.acceptance.kept;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.followsync.acceptance.client.KeptEvent;
import io.followsync.acceptance.kept.ExpectedHistory.Span;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An event that is to be told.
 *
 * @param shown the last sync before it
 * @param changed the first sync after it
 * @param times when it really happened: once for each list, or for the name
 * @param lists in which something began or ended
 */
record ExpectedEvent(String sync, String kind, String member, String username, String oldUsername, Span shown,
		Span changed, List<Instant> times, Set<MemberList> lists) {

	static final String RETURNED = "RETURNED";

	/** Both, told as one. */
	ExpectedEvent and(ExpectedEvent other) {
		Set<MemberList> all = new HashSet<>(this.lists);
		all.addAll(other.lists);
		return new ExpectedEvent(this.sync, this.kind, this.member, this.username, this.oldUsername,
				this.shown.from().isBefore(other.shown.from()) ? this.shown : other.shown,
				this.changed.from().isAfter(other.changed.from()) ? this.changed : other.changed,
				Stream.concat(this.times.stream(), other.times.stream()).toList(), all);
	}

	/** Whether a relationship began, or two. */
	boolean isBeginning() {
		return this.kind.equals(RETURNED) || this.lists.stream().anyMatch((list) -> this.kind.equals(list.beginning()));
	}

	/** What it is, apart from times. */
	String what() {
		return String.join(" ", this.sync, this.kind, this.member, this.username, this.oldUsername);
	}

	static String what(KeptEvent event) {
		return String.join(" ", event.sync(), event.kind(), event.member(), event.username(), event.oldUsername());
	}

	/**
	 * Its interval holds the truth, and is no longer than the syncs around it require.
	 */
	void assertInterval(KeptEvent told) {
		assertThat(this.times).as("true times of %s", told).isNotEmpty();
		assertThat(this.times).as("true times of %s", told)
			.allSatisfy((time) -> assertThat(time).isAfterOrEqualTo(told.after()).isBeforeOrEqualTo(told.before()));
		assertThat(told.after()).as("%s, last shown by %s", told, this.shown)
			.isBetween(this.shown.from(), this.shown.to());
		assertThat(told.before()).as("%s, first changed in %s", told, this.changed)
			.isBetween(this.changed.from(), this.changed.to());
	}

}
