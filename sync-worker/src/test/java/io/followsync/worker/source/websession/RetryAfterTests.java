package io.followsync.worker.source.websession;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTests {

	private final RetryAfter retryAfter = new RetryAfter(
			Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC));

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
	void readsSecondsAndDatesAndNothingElse(@Nullable String header, @Nullable Duration expected) {
		HttpHeaders headers = new HttpHeaders();
		if (header != null) {
			headers.set("Retry-After", header);
		}
		assertThat(this.retryAfter.of(headers)).isEqualTo(expected);
	}

}
