package io.followsync.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterTests {

	private static final int LIMIT = 64 * 1024;

	@Test
	void isWhatWasReceivedWithOriginAndReason() {
		byte[] key = { 1, 2 };
		byte[] value = new byte[LIMIT];

		DeadLetter letter = DeadLetter.of("sync.requests", key, value, "not JSON");

		assertThat(letter.key()).isEqualTo(key);
		assertThat(letter.value()).isEqualTo(value);
		assertThat(letter.headers()).containsExactlyInAnyOrderEntriesOf(
				Map.of(Topics.ORIGIN_HEADER, bytes("sync.requests"), Topics.REASON_HEADER, bytes("not JSON")));
	}

	@Test
	void isCutWhereItIsHugeAndTellsItsSize() {
		DeadLetter letter = DeadLetter.of("sync.progress", new byte[LIMIT + 1], new byte[1_000_000], "too large");

		assertThat(letter.key()).hasSize(LIMIT);
		assertThat(letter.value()).hasSize(LIMIT);
		assertThat(letter.headers()).containsEntry(Topics.SIZE_HEADER, bytes("1000000"));
	}

	@Test
	void mayBeOfARecordThatHasNothing() {
		DeadLetter letter = DeadLetter.of("sync.progress", null, null, "empty");

		assertThat(letter.key()).isNull();
		assertThat(letter.value()).isNull();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
