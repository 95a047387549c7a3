package io.followsync.worker.budget;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BudgetPropertiesTests {

	@Test
	void theDefaultsKeepTheirLimits() {
		BudgetProperties defaults = bound(Map.of());

		assertThat(defaults.account().limit()).isEqualTo(200);
		assertThat(defaults.account().burst() + defaults.account().perHour()).isGreaterThanOrEqualTo(180);
		assertThat(defaults.application().limit()).isEqualTo(36_000);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					account.per-hour        | 190   | account.burst and account.per-hour let up to 203.2 requests arrive in one hour, more than account.limit, 200
					account.burst           | 11    | let up to 200.1 requests arrive in one hour
					account.limit           | 199   | more than account.limit, 199
					application.per-hour    | 36000 | application.burst and application.per-hour let up to 37200.0 requests arrive in one hour
					application.keep        | 10m   | more than application.limit, 36000
					application.keep        | 10ms  | application.keep is at least a second
					application.batch       | 301   | application.batch is more than its bucket ever holds
					unconfirmed.per-hour    | 17401 | at most half of the application's tokens
					unconfirmed.burst       | 151   | at most half of the application's tokens
					pace.max            | 10ms  | pace.max is shorter than pace.min""")
	void refusesBoundsThatExceedTheirLimit(String name, String value, String sentence) {
		assertThatThrownBy(() -> bound(Map.of("followsync.budget." + name, value))).hasStackTraceContaining(sentence);
	}

	private static BudgetProperties bound(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("followsync.budget",
				BudgetProperties.class);
	}

}
