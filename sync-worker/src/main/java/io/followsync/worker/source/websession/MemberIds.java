package io.followsync.worker.source.websession;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a numeric id, given as a string or as a 64-bit integer, never through a double.
 */
final class MemberIds {

	private MemberIds() {
	}

	/**
	 * @throws WrongShape if none is present, or the first that is present is not a
	 * positive number
	 */
	static long of(@Nullable JsonNode... ids) {
		return Stream.of(ids)
			.filter(MemberIds::present)
			.findFirst()
			.map(MemberIds::number)
			.orElseThrow(() -> new WrongShape("a row without an id"));
	}

	static boolean present(@Nullable JsonNode node) {
		return node != null && !node.isNull() && !(node.isString() && node.stringValue().isEmpty());
	}

	/** Parses up to 19 digits; 0 if the number does not fit into a long. */
	static long parse(String digits) {
		try {
			return Long.parseLong(digits);
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

	private static long number(@Nullable JsonNode node) {
		long id = 0;
		if (node != null && node.isIntegralNumber() && node.canConvertToLong()) {
			id = node.longValue();
		}
		else if (node != null && node.isString() && node.stringValue().matches("[0-9]{1,19}")) {
			id = parse(node.stringValue());
		}
		if (id <= 0) {
			throw new WrongShape("a row whose id is no positive number of 64 bits");
		}
		return id;
	}

}
