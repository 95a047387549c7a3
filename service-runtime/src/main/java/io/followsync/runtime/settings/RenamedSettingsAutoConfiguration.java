package io.followsync.runtime.settings;

import java.util.Map;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Ends the start when a setting is given by a name of an earlier release: ignored, it
 * would silently have no effect. The message says the new name.
 */
@AutoConfiguration
class RenamedSettingsAutoConfiguration {

	private static final Map<String, String> NEW_NAMES = Map.of("followsync.census.interval",
			"followsync.fleet.interval", "followsync.failures.tries", "followsync.failures.attempts");

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
