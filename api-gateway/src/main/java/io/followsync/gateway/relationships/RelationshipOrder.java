package io.followsync.gateway.relationships;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.followsync.gateway.relationships.Relationship.Position;

/** In which order the members of a view come. Members who are alike in it come by key. */
public enum RelationshipOrder {

	NAME("name", "username", false),

	NAME_DESCENDING("-name", "username", true),

	/** Whoever came first. */
	SINCE("since", "since", false),

	SINCE_DESCENDING("-since", "since", true),

	/** Whoever left last: the order of relationships that ended, and of no others. */
	UNTIL_DESCENDING("-until", "until", true);

	private final String parameter;

	private final String column;

	private final boolean isDescending;

	RelationshipOrder(String parameter, String column, boolean isDescending) {
		this.parameter = parameter;
		this.column = column;
		this.isDescending = isDescending;
	}

	/** Of the orders that callers choose from. */
	public static Optional<RelationshipOrder> parse(String parameter) {
		return Stream.of(values())
			.filter((order) -> order != UNTIL_DESCENDING && order.parameter.equals(parameter))
			.findAny();
	}

	/** Whether positions are times. */
	public boolean isByTime() {
		return !this.column.equals("username");
	}

	/** Where the order begins. */
	public Position start() {
		if (isByTime()) {
			return this.isDescending ? Position.LAST_TIME : Position.FIRST_TIME;
		}
		return this.isDescending ? Position.LAST_NAME : Position.FIRST_NAME;
	}

	String comparison() {
		return this.isDescending ? "<" : ">";
	}

	/** The columns of the order, for {@code ORDER BY}. */
	String columns(boolean isReversed, List<String> columns) {
		String direction = (this.isDescending == isReversed) ? " ASC" : " DESC";
		return String.join(direction + ", ", columns) + direction;
	}

	String column() {
		return this.column;
	}

}
