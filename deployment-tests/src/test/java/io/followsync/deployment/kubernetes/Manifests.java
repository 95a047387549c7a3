package io.followsync.deployment.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files under k8s, as written. */
final class Manifests {

	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private Manifests() {
	}

	/** Every object of a kind in the base, the components and the overlays. */
	static List<JsonNode> all(String kind) {
		return objects().filter((object) -> kind.equals(object.path("kind").asString(""))).toList();
	}

	static JsonNode named(String kind, String name) {
		return all(kind).stream()
			.filter((object) -> name.equals(object.path("metadata").path("name").asString("")))
			.findFirst()
			.orElseThrow();
	}

	static JsonNode podOf(String deployment) {
		return pod(named("Deployment", deployment));
	}

	static JsonNode pod(JsonNode deployment) {
		return deployment.path("spec").path("template").path("spec");
	}

	/** The content of one YAML file. */
	static JsonNode file(String path) {
		return documents(ROOT.resolve(path)).findFirst().orElseThrow();
	}

	private static Stream<JsonNode> objects() {
		try (Stream<Path> files = Files.walk(ROOT.resolve("k8s"))) {
			return files.filter((file) -> file.toString().endsWith(".yaml"))
				.toList()
				.stream()
				.flatMap(Manifests::documents);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<JsonNode> documents(Path file) {
		try {
			Iterable<Object> documents = new Yaml().loadAll(Files.readString(file));
			return StreamSupport.stream(documents.spliterator(), false)
				.map((document) -> JsonMapper.shared().<JsonNode>valueToTree(document))
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
