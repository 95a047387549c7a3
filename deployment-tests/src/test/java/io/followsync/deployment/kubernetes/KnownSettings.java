package io.followsync.deployment.kubernetes;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;

/** The names of all settings, ours and Spring Boot's, according to their metadata. */
final class KnownSettings {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private final Map<String, String> typesByName = new HashMap<>();

	KnownSettings() throws IOException {
		for (URL library : Collections.list(getClass().getClassLoader().getResources(METADATA))) {
			try (var text = library.openStream()) {
				add(JsonMapper.shared().readTree(text));
			}
		}
		for (String module : List.of("service-runtime", "api-gateway", "sync-worker")) {
			Path ours = Manifests.ROOT.resolve(module).resolve("target/classes").resolve(METADATA);
			add(JsonMapper.shared().readTree(Files.readString(ours)));
		}
	}

	private void add(JsonNode metadata) {
		metadata.path("properties")
			.valueStream()
			.forEach((setting) -> this.typesByName.put(setting.path("name").asString(),
					setting.path("type").asString("")));
	}

	/** The names that a YAML file sets. */
	static Stream<String> in(Path file) throws IOException {
		return new YamlPropertySourceLoader().load("file", new FileSystemResource(file))
			.stream()
			.flatMap((source) -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()));
	}

	/** Any key below a setting that is a map counts as known. */
	boolean has(String name) {
		return this.typesByName.containsKey(name) || this.typesByName.entrySet()
			.stream()
			.anyMatch(
					(known) -> known.getValue().startsWith("java.util.Map<") && name.startsWith(known.getKey() + "."));
	}

}
