package io.followsync.gateway.edge;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/**
 * Times that callers send: ISO 8601, with Z or an offset, of this or the last century.
 */
public final class QueryTime {

	private static final Instant MIN = Instant.parse("1970-01-01T00:00:00Z");

	private static final Instant MAX = Instant.parse("2200-01-01T00:00:00Z");

	private QueryTime() {
	}

	/**
	 * Null for an absent parameter.
	 * @throws ApiException if it is not a time, or one that no database holds
	 */
	public static @Nullable Instant parse(String name, @Nullable String text) {
		if (text == null) {
			return null;
		}
		try {
			return requireSensible(name, OffsetDateTime.parse(text).toInstant());
		}
		catch (DateTimeException ex) {
			throw ApiException.badRequest(name + " is a time such as 2026-11-01T08:10:00Z.");
		}
	}

	static Instant requireSensible(String name, Instant time) {
		if (time.isBefore(MIN) || time.isAfter(MAX)) {
			throw ApiException.badRequest(name + " is between 1970 and 2200.");
		}
		return time;
	}

}
