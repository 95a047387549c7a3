package io.followsync.embedded;

import java.util.Locale;
import java.util.Optional;

/** Reads system properties, and environment variables with the same name in capitals. */
final class Settings {

	private Settings() {
	}

	/** Also looks up {@code followsync.kafka.x-y} as FOLLOWSYNC_KAFKA_X_Y. */
	static Optional<String> find(String name) {
		String variable = name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
		return Optional.ofNullable(System.getProperty(name))
			.or(() -> Optional.ofNullable(System.getenv(variable)))
			.filter((value) -> !value.isBlank());
	}

}
