package io.followsync.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterTests {

	private static final DeadLetter.Origin ORIGIN = new DeadLetter.Origin("sync.requests", 3, 4_000_000_000L,
			Instant.parse("2026-01-02T03:04:05.678Z"));

	// printf %s sessionid=42%3Asecret | sha256sum
	private static final String HASH = "40871845ff0c1c9d7be84dadf5c60458469d1391560e8103f3665b58352f7388";

	@Test
	void describesTheRecordAndRepeatsNothingOfIt() {
		DeadLetter letter = DeadLetter.of(ORIGIN, bytes("42%3Asecret"), bytes("sessionid=42%3Asecret"), "not JSON");

		assertThat(text(letter)).containsExactlyInAnyOrderEntriesOf(Map.of("reason", "not JSON", "origin",
				"sync.requests", "partition", "3", "offset", "4000000000", "time", "2026-01-02T03:04:05.678Z",
				"key-size", "11", "value-size", "21", "value-sha256", HASH));
	}

	@Test
	void isSmallEvenForAHugeRecord() {
		DeadLetter letter = DeadLetter.of(ORIGIN, new byte[100_000], new byte[1_000_000], "too large");

		assertThat(letter.headers().values().stream().mapToInt((value) -> value.length).sum()).isLessThan(200);
		assertThat(text(letter)).containsEntry("key-size", "100000").containsEntry("value-size", "1000000");
	}

	@Test
	void mayBeOfARecordThatHasNothing() {
		DeadLetter letter = DeadLetter.of(ORIGIN, null, null, "empty");

		assertThat(letter.headers()).containsOnlyKeys("reason", "origin", "partition", "offset", "time");
	}

	private static Map<String, String> text(DeadLetter letter) {
		return letter.headers()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(header) -> new String(header.getValue(), StandardCharsets.UTF_8)));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
