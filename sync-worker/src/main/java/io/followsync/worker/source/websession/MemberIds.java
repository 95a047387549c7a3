package io.followsync.worker.source.websession;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a numeric id: a string or a whole number of 64 bits, never by way of a double.
 */
final class MemberIds {

	private MemberIds() {
	}

	/**
	 * @throws WrongShape if the first of them that is present is no positive number, or
	 * none is
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

	/** Up to 19 digits as a number; 0 if that is beyond 2^63. */
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
