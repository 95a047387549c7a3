package io.followsync.worker.source.websession;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Reads a {@code Retry-After} of either form, should Instagram ever send one.
 */
final class RetryAfter {

	private static final int MAX_DIGITS = 9;

	private RetryAfter() {
	}

	/**
	 * Never negative; null if there is none that can be read. A date is compared with the
	 * date of the answer, because no clock of ours may decide how long a lane rests.
	 */
	static @Nullable Duration of(HttpHeaders headers) {
		String text = headers.getFirst(HttpHeaders.RETRY_AFTER);
		if (text == null) {
			return null;
		}
		String value = text.strip();
		return value.matches("[0-9]{1," + MAX_DIGITS + "}") ? Duration.ofSeconds(Long.parseLong(value))
				: between(date(headers.getFirst(HttpHeaders.DATE)), date(value));
	}

	private static @Nullable Duration between(@Nullable Instant now, @Nullable Instant then) {
		if (now == null || then == null) {
			return null;
		}
		Duration left = Duration.between(now, then);
		return left.isNegative() ? Duration.ZERO : left;
	}

	private static @Nullable Instant date(@Nullable String text) {
		try {
			return (text != null) ? DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
