package io.followsync.worker.source.websession;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Reads a {@code Retry-After} of either form, should Instagram ever send one.
 */
final class RetryAfter {

	private static final int MOST_DIGITS = 9;

	private final Clock clock;

	RetryAfter(Clock clock) {
		this.clock = clock;
	}

	/** Never negative; null if there is none that can be read. */
	@Nullable Duration of(HttpHeaders headers) {
		String text = headers.getFirst(HttpHeaders.RETRY_AFTER);
		if (text == null) {
			return null;
		}
		String value = text.strip();
		return value.matches("[0-9]{1," + MOST_DIGITS + "}") ? Duration.ofSeconds(Long.parseLong(value)) : until(value);
	}

	private @Nullable Duration until(String date) {
		try {
			Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
			Duration left = Duration.between(this.clock.instant(), then);
			return left.isNegative() ? Duration.ZERO : left;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
