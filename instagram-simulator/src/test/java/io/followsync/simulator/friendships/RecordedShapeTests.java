package io.followsync.simulator.friendships;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.followsync.simulator.SimulatorTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys, their order and their types, against pages written for this test and, where they
 * are, recorded ones.
 */
class RecordedShapeTests extends SimulatorTest {

	private static final Set<String> SOMETIMES_ABSENT = Set.of("profile_pic_id", "reel_media_seen_timestamp");

	@BeforeEach
	void place() {
		this.simulator.place(this.account, 300, 300, 100);
	}

	@ParameterizedTest
	@MethodSource("recordings")
	void pagesHaveTheKeysAndTypesOfTheRecording(Path file) {
		JsonNode recorded = read(file);
		String list = recorded.has("hidden_following_account_count") ? "following" : "followers";
		boolean first = recorded.has("groups") || recorded.get("next_max_id").asString().equals("12");
		List<JsonNode> pages = this.owner.walk(this.account, list, 12).pages();
		JsonNode simulated = first ? pages.getFirst() : pages.get(1);
		assertThat(shape(simulated)).isEqualTo(shape(recorded));
		assertThat(simulated.get("next_max_id").asString()).hasSameSizeAs(recorded.get("next_max_id").asString());
		List<String> order = longestRow(recorded.get("users"));
		Stream
			.concat(recorded.get("users").valueStream(),
					pages.stream().flatMap((page) -> page.get("users").valueStream()))
			.forEach((row) -> assertIsRow(row, order));
		recorded.path("groups").valueStream().forEach((group) -> {
			assertThat(shape(simulated.get("groups").get(0))).isEqualTo(shape(group));
			List<String> faceOrder = longestRow(recorded.get("groups").get(0).get("facepile"));
			simulated.get("groups").get(0).get("facepile").forEach((face) -> assertIsRow(face, faceOrder));
		});
	}

	@ParameterizedTest
	@MethodSource("statuses")
	void statusesHaveTheKeysAndTypesOfTheRecording(Path file) {
		JsonNode recorded = read(file);
		String ids = String.join(",", this.owner.walk(this.account, "following", 50).ids());
		JsonNode simulated = this.owner
			.post("/api/v1/friendships/show_many/", "user_ids=" + ids.substring(0, ids.indexOf(',')))
			.json(200);
		assertThat(shape(simulated)).isEqualTo(shape(recorded));
		assertThat(shape(simulated.get("friendship_statuses").iterator().next()))
			.isEqualTo(shape(recorded.get("friendship_statuses").iterator().next()));
	}

	static Stream<Path> recordings() {
		return files().filter((file) -> read(file).has("users"));
	}

	static Stream<Path> statuses() {
		return files().filter((file) -> read(file).has("friendship_statuses"));
	}

	private static Stream<Path> files() {
		List<Path> files = new ArrayList<>();
		Path samples = Path.of(System.getProperty("followsync.samples", "../../shared/samples"));
		for (Path folder : List.of(Path.of("src/test/resources/pages"), samples.resolve("recorded-lists-2026-09"))) {
			if (Files.isDirectory(folder)) {
				try (Stream<Path> found = Files.walk(folder)) {
					found.filter((file) -> file.toString().endsWith(".json")).sorted().forEach(files::add);
				}
				catch (IOException ex) {
					throw new AssertionError(ex);
				}
			}
		}
		return files.stream();
	}

	private static JsonNode read(Path file) {
		return JsonMapper.shared().readTree(file.toFile());
	}

	private static List<String> shape(JsonNode node) {
		return node.propertyStream()
			.map((property) -> property.getKey() + ":" + property.getValue().getNodeType())
			.toList();
	}

	private static List<String> longestRow(JsonNode rows) {
		return rows.valueStream().map(RecordedShapeTests::shape).max(Comparator.comparing(List::size)).orElseThrow();
	}

	private static void assertIsRow(JsonNode row, List<String> order) {
		Set<String> present = row.propertyStream().map((property) -> property.getKey()).collect(Collectors.toSet());
		assertThat(shape(row)).isEqualTo(order.stream().filter((key) -> {
			String name = key.substring(0, key.indexOf(':'));
			return present.contains(name) || !SOMETIMES_ABSENT.contains(name);
		}).toList());
	}

}
