package io.followsync.gateway.streaming;

import io.followsync.job.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StreamEventIdTests {

	@Test
	void isParsedFromItsText() {
		StreamEvent.Id id = StreamEvent.Id.of(JobId.parse("01890000-0000-7000-8000-0000deadbeef"), 42);
		assertThat(id).hasToString("deadbeef-42");
		assertThat(StreamEvent.Id.parse(id.toString())).contains(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "42", "deadbeef", "deadbeef-", "deadbeef--1", "DEADBEEF-1", "deadbeef-1 ",
			"deadbeef-99999999999999999999", "deadbeef-1\n" })
	void isNotParsedFromOtherTexts(String text) {
		assertThat(StreamEvent.Id.parse(text)).isEmpty();
	}

}
