package io.followsync.deployment.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.convert.DurationStyle;

/** How a service is configured by default: its own files, and its settings' defaults. */
record Settings(String module) {

	/** From the metadata that the service was built with. */
	JsonNode defaultOf(String setting) {
		Path metadata = directory().resolve("target/classes/META-INF/spring-configuration-metadata.json");
		try {
			return JsonMapper.shared()
				.readTree(Files.readString(metadata))
				.path("properties")
				.valueStream()
				.filter((property) -> setting.equals(property.path("name").asString("")))
				.map((property) -> property.path("defaultValue"))
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Duration durationOf(String setting) {
		return DurationStyle.detectAndParse(defaultOf(setting).asString());
	}

	/** How long Spring Boot waits for each phase of a shutdown. */
	Duration shutdown() {
		String said = Manifests.file(this.module + "/src/main/resources/application.yml")
			.path("spring")
			.path("lifecycle")
			.path("timeout-per-shutdown-phase")
			.asString();
		return DurationStyle.detectAndParse(said);
	}

	private Path directory() {
		return Manifests.ROOT.resolve(this.module);
	}

}
