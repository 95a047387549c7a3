package io.followsync.runtime.settings;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class RenamedSettingsTests {

	private final ApplicationContextRunner service = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SettingsAutoConfiguration.class));

	@Test
	void refusesAnOldNameWithTheNewOne() {
		refusesCensusInterval(this.service.withPropertyValues("followsync.census.interval=10s"));
	}

	@Test
	void refusesAnOldNameInTheEnvironment() {
		MapPropertySource environment = new SystemEnvironmentPropertySource("systemEnvironment",
				Map.of("FOLLOWSYNC_CENSUS_INTERVAL", "10s"));
		refusesCensusInterval(this.service.withInitializer(
				(context) -> context.getEnvironment().getPropertySources().replace("systemEnvironment", environment)));
	}

	private static void refusesCensusInterval(ApplicationContextRunner service) {
		service
			.run((context) -> assertThat(context.getStartupFailure()).hasMessageContaining("followsync.census.interval")
				.hasMessageContaining("The setting is now followsync.fleet.interval."));
	}

	@Test
	void startsWithNewNames() {
		this.service.withPropertyValues("followsync.fleet.interval=10s")
			.run((context) -> assertThat(context).hasNotFailed());
	}

}
