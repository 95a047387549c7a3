package io.followsync.gateway.metrics;

import java.nio.file.Files;
import java.nio.file.Path;

import io.followsync.gateway.GatewayIntegrationTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MetricsTests extends GatewayIntegrationTest {

	private static final Path TABLE = Path.of("..", "docs", "metrics.md");

	@Test
	void tellsWhatIsDocumentedAndNothingElseOfOurOwn() throws Exception {
		String told = scraped();
		// Written for promtool, which is not installed everywhere.
		Files.writeString(Path.of("target", "metrics.txt"), told);

		assertThat(OwnMetrics.told(told)).isEqualTo(OwnMetrics.documented(TABLE, "gateway"));
	}

	@Test
	void tellsOfTheRuntimeAndTheLibraries() {
		assertThat(scraped()).contains("jvm_memory_used_bytes{", "netty_allocator_memory_used{",
				"netty_eventexecutor_tasks_pending{", "r2dbc_pool_acquired_connections{", "kafka_");
	}

	private String scraped() {
		return this.management.get()
			.uri("/actuator/prometheus")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

}
