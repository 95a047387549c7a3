package io.followsync.worker.claim.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WakeUpHeadersTests {

	private final Headers headers = new RecordHeaders();

	@Test
	void onlyTheLastTraceParentIsAdopted() {
		put("traceparent", "00-1");
		put("traceparent", "00-2");
		put("baggage", "user=5012345678");

		assertThat(KafkaWakeUps.sender(this.headers)).isEqualTo(Map.of("traceparent", "00-2"));
	}

	@Test
	void ignoresWhatIsNoTraceParent() {
		assertThat(KafkaWakeUps.sender(this.headers)).isEmpty();
		this.headers.add("traceparent", null);
		assertThat(KafkaWakeUps.sender(this.headers)).isEmpty();
		put("traceparent", "0".repeat(65));
		assertThat(KafkaWakeUps.sender(this.headers)).isEmpty();
	}

	private void put(String name, String value) {
		this.headers.add(name, value.getBytes(StandardCharsets.US_ASCII));
	}

}
