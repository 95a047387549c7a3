package io.followsync.worker.source.websession;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

class InstagramResponseTests {

	private static final String NOW = "Sun, 22 Nov 2026 10:00:00 GMT";

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			120                           | PT2M
			0                             | PT0S
			Sun, 22 Nov 2026 10:01:30 GMT | PT1M30S
			Sun, 22 Nov 2026 09:00:00 GMT | PT0S
			soon                          |
			-5                            |
			99999999999999999999          |
			                              |
			""")
	void readsRetryAfterInSecondsOrAsADate(@Nullable String header, @Nullable Duration expected) {
		assertThat(response(header, NOW).retryAfter()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Sun, 22 Nov 2026 10:01:30 GMT |       |
			Sun, 22 Nov 2026 10:01:30 GMT | today |
			120                           |       | PT2M
			""")
	void comparesADateOnlyWithTheDateOfTheResponse(String header, @Nullable String date, @Nullable Duration expected) {
		assertThat(response(header, date).retryAfter()).isEqualTo(expected);
	}

	private static InstagramResponse response(@Nullable String retryAfter, @Nullable String date) {
		HttpHeaders headers = new HttpHeaders();
		if (retryAfter != null) {
			headers.set("Retry-After", retryAfter);
		}
		if (date != null) {
			headers.set("Date", date);
		}
		return new InstagramResponse(429, headers, new byte[0]);
	}

}
