package io.followsync.gateway.relationships;

import java.time.Instant;

import io.followsync.job.ListKind;
import org.jspecify.annotations.Nullable;

/**
 * One member of one list.
 *
 * @param memberKey negative for a member known by name only
 * @param reciprocated whether the member is in the other list, too
 * @param since when it began, as far as it is known
 * @param until when it ended; null while it has not
 * @param missing null unless the last walk missed the member and nothing is certain yet:
 * when that happened
 * @param confirmed false while the member is missing, or is in a view only because
 * another list did not show it, which may have missed it
 */
public record Relationship(long memberKey, String username, String fullName, boolean verified, boolean isPrivate,
		ListKind list, boolean reciprocated, Between since, @Nullable Between until, @Nullable Between missing,
		boolean whitelisted, boolean confirmed) {

	/** Where this one is in an order. */
	public Position position(RelationshipOrder order) {
		return new Position(switch (order) {
			case NAME, NAME_DESCENDING -> this.username;
			case SINCE, SINCE_DESCENDING -> this.since.before();
			case UNTIL_DESCENDING -> (this.until != null) ? this.until.before() : Instant.MAX;
		}, this.memberKey, this.list);
	}

	/**
	 * A position in a view.
	 *
	 * @param value by which the view is sorted: a name, in byte order, or a time
	 * @param list decides last, where a view shows both
	 */
	public record Position(Object value, long memberKey, ListKind list) {

		static final Position FIRST_NAME = first("");

		// Above every name: no name of Instagram has such a character.
		static final Position LAST_NAME = last("\uDBFF\uDFFF");

		static final Position FIRST_TIME = first(Instant.parse("1970-01-01T00:00:00Z"));

		static final Position LAST_TIME = last(Instant.parse("2200-01-01T00:00:00Z"));

		private static Position first(Object value) {
			return new Position(value, Long.MIN_VALUE, ListKind.FOLLOWERS);
		}

		private static Position last(Object value) {
			return new Position(value, Long.MAX_VALUE, ListKind.FOLLOWING);
		}

	}

}
