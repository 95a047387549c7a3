package io.followsync.embedded;

import java.util.Locale;
import java.util.Optional;

/** System properties, and environment variables under the same name in capitals. */
final class Settings {

	private Settings() {
	}

	/** {@code followsync.kafka.x-y} is looked up as FOLLOWSYNC_KAFKA_X_Y, too. */
	static Optional<String> find(String name) {
		String variable = name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
		return Optional.ofNullable(System.getProperty(name))
			.or(() -> Optional.ofNullable(System.getenv(variable)))
			.filter((value) -> !value.isBlank());
	}

}
