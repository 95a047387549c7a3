package io.followsync.gateway.streaming;

import io.followsync.job.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventIdTests {

	@Test
	void comesBackFromItsText() {
		EventId id = EventId.of(JobId.parse("01890000-0000-7000-8000-0000deadbeef"), 42);
		assertThat(id).hasToString("deadbeef-42");
		assertThat(EventId.parse(id.toString())).contains(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "42", "deadbeef", "deadbeef-", "deadbeef--1", "DEADBEEF-1", "deadbeef-1 ",
			"deadbeef-99999999999999999999", "deadbeef-1\n" })
	void anyOtherTextIsNone(String text) {
		assertThat(EventId.parse(text)).isEmpty();
	}

}
