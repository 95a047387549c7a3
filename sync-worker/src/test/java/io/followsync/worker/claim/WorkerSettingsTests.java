package io.followsync.worker.claim;

import java.util.Map;

import io.followsync.worker.policy.FailurePolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WorkerSettingsTests {

	@ParameterizedTest
	@CsvSource({ "tick, 0s", "dispatch, 0s", "drain, 0s", "max-age, -1s", "patience, -1s" })
	void refusesTimesThatAreNotPositive(String name, String value) {
		assertThatThrownBy(() -> bind("followsync.worker", name, value, WorkerProperties.class))
			.hasStackTraceContaining("followsync.worker: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "backoff", "retry-after", "max-retry-after", "throttled", "max-throttled", "person" })
	void refusesPausesThatAreNotPositive(String name) {
		assertThatThrownBy(() -> bind("followsync.failures", name, "0s", FailurePolicy.Properties.class))
			.hasStackTraceContaining("followsync.failures: ");
		assertThat(bind("followsync.failures", name, "1ms", FailurePolicy.Properties.class)).isNotNull();
	}

	private static <T> T bind(String prefix, String name, String value, Class<T> type) {
		return new Binder(new MapConfigurationPropertySource(Map.of(prefix + "." + name, value))).bindOrCreate(prefix,
				type);
	}

}
