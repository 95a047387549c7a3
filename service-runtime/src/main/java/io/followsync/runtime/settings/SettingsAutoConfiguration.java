package io.followsync.runtime.settings;

import java.util.Map;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Binds the settings that both services share, and ends the start when a setting is given
 * by a name of an earlier release: ignored, it would silently have no effect. The message
 * says the new name.
 */
@AutoConfiguration
@EnableConfigurationProperties(JobTimes.class)
class SettingsAutoConfiguration {

	private static final Map<String, String> NEW_NAMES = Map.ofEntries(
			Map.entry("followsync.census.interval", "followsync.fleet.interval"),
			Map.entry("followsync.failures.tries", "followsync.failures.attempts"),
			Map.entry("followsync.budget.pace.longest", "followsync.budget.pace.max"),
			Map.entry("followsync.budget.pace.shortest", "followsync.budget.pace.min"),
			Map.entry("followsync.data-export.most-entries", "followsync.data-export.max-entries"),
			Map.entry("followsync.data-export.most-members", "followsync.data-export.max-members"),
			Map.entry("followsync.data-export.most-uncompressed", "followsync.data-export.max-uncompressed"),
			Map.entry("followsync.failures.longest-retry-after", "followsync.failures.max-retry-after"),
			Map.entry("followsync.failures.longest-throttled", "followsync.failures.max-throttled"),
			Map.entry("followsync.instagram.most-bytes", "followsync.instagram.max-bytes"),
			Map.entry("followsync.instagram.most-connections", "followsync.instagram.max-connections"),
			Map.entry("followsync.streaming.retry-at-least", "followsync.streaming.min-retry"),
			Map.entry("followsync.streaming.retry-at-most", "followsync.streaming.max-retry"),
			Map.entry("followsync.worker.greatest-age", "followsync.worker.max-age"));

	// Runs before the settings are bound.
	@Bean
	static BeanFactoryPostProcessor renamedSettingsCheck(Environment environment) {
		return (beans) -> NEW_NAMES.forEach((oldName, newName) -> refuse(environment, oldName, newName));
	}

	private static void refuse(Environment environment, String oldName, String newName) {
		Binder.get(environment).bind(oldName, String.class).ifBound((value) -> {
			throw new InvalidConfigurationPropertyValueException(oldName, value, "The setting is now " + newName + ".");
		});
	}

}
