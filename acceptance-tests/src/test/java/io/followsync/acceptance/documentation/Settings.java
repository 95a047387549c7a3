package io.followsync.acceptance.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings of a service, from its own metadata, the metadata that both services
 * share, and its application.yml.
 */
record Settings(List<JsonNode> properties, Map<String, String> configured) {

	private static final String OURS = "followsync.";

	static Settings of(String module) {
		Path root = Path.of("..", module);
		Map<String, String> configured = new TreeMap<>();
		flatten("", new Yaml(new SafeConstructor(new LoaderOptions()))
			.load(text(root.resolve("src/main/resources/application.yml"))), configured);
		return new Settings(Stream.of(root, Path.of("..", "service-runtime"))
			.map((each) -> text(each.resolve("target/classes/META-INF/spring-configuration-metadata.json")))
			.flatMap((metadata) -> JsonMapper.shared().readTree(metadata).path("properties").valueStream())
			.toList(), configured);
	}

	/** Our settings with their defaults. */
	List<Setting> ours() {
		return this.properties.stream()
			.map((property) -> new Setting(property.path("name").asString(), value(property),
					property.path("description").asString("")))
			.sorted()
			.toList();
	}

	/** The settings of Spring Boot that the service configures. */
	Stream<Map.Entry<String, String>> ofSpringBoot() {
		return this.configured.entrySet().stream().filter((entry) -> !entry.getKey().startsWith(OURS));
	}

	/**
	 * Names in our namespace that the service configures although no such setting exists.
	 */
	List<String> unknown() {
		List<String> known = ours().stream().map(Setting::name).toList();
		return this.configured.keySet()
			.stream()
			.filter((name) -> name.startsWith(OURS) && !known.contains(name))
			.toList();
	}

	private String value(JsonNode property) {
		String configured = this.configured.get(property.path("name").asString());
		return (configured != null) ? configured : property.path("defaultValue").asString("");
	}

	private static void flatten(String name, Object value, Map<String, String> to) {
		if (value instanceof Map<?, ?> map) {
			map.forEach((key, inner) -> flatten(name.isEmpty() ? key.toString() : name + "." + key, inner, to));
		}
		else {
			to.put(name, String.valueOf(value));
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** One of our settings. */
	record Setting(String name, String value, String meaning) implements Comparable<Setting> {

		@Override
		public int compareTo(Setting other) {
			return this.name.compareTo(other.name);
		}

	}

}
