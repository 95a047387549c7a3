package io.followsync.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.followsync.acceptance.client.Gateway;
import io.followsync.acceptance.client.ResultReader;
import io.followsync.acceptance.client.ResultRow;
import io.followsync.acceptance.client.Upload;
import io.followsync.acceptance.stack.SharedStackTest;
import io.followsync.acceptance.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@SharedStackTest
class ExportsAcceptanceTests {

	private static final Path SAMPLES = Path.of("..", "..", "shared", "samples");

	private static final String FOLDER = "connections/followers_and_following/";

	private static final Instant EXPORTED = Instant.parse("2026-10-01T12:00:00Z");

	@ParameterizedTest
	@ValueSource(strings = { "export-2023-07", "export-2025-12" })
	void analysesRecordedExports(String name, Stack stack) {
		Path export = SAMPLES.resolve(name);
		assumeTrue(Files.isDirectory(export), "there are no samples here");

		assertResultOf(stack.gateway(), files(export));
	}

	@Test
	void analysesExportsOfTheCurrentFormat(Stack stack) {
		Map<String, byte[]> files = new LinkedHashMap<>();
		files.put(FOLDER + "followers_1.json", ExportFiles.followers(people(0, 30), EXPORTED, Duration.ofDays(9)));
		files.put(FOLDER + "followers_2.json", ExportFiles.followers(people(25, 45), EXPORTED, Duration.ofDays(11)));
		files.put(FOLDER + "following.json", ExportFiles.following(people(40, 80), EXPORTED, Duration.ofDays(6)));

		assertResultOf(stack.gateway(), files);
	}

	@Test
	void rejectsExportsOfADateRange(Stack stack) {
		Map<String, byte[]> files = Map.of(FOLDER + "followers_1.json",
				ExportFiles.followers(people(0, 73), EXPORTED, Duration.ofDays(5)), FOLDER + "following.json",
				ExportFiles.following(people(50, 200), EXPORTED, Duration.ofDays(12)));

		String job = stack.gateway().upload(Upload.zipped(files));
		JsonNode failure = stack.gateway().awaitFailure(job);

		assertThat(failure.path("kind").asString()).isEqualTo("INCOMPLETE");
		assertThat(failure.path("message").asString()).contains("date range");
		assertThat(failure.path("advice").asString()).contains("All time");
		assertThat(stack.gateway().job(job).path("lists").path("followers").path("verdict").asString())
			.isEqualTo("SUSPECT");
		assertThat(stack.gateway().result(job).ask("notFollowingBack").status()).isEqualTo(409);
	}

	private static void assertResultOf(Gateway gateway, Map<String, byte[]> files) {
		Set<String> followers = names(files, "followers");
		Set<String> following = names(files, "following");
		assertThat(followers).isNotEmpty();
		assertThat(following).isNotEmpty();
		for (Upload upload : List.of(Upload.zipped(files), Upload.loose(files))) {
			String job = gateway.upload(upload);
			assertThat(job).matches("[0-9a-f]{32}");
			gateway.awaitResult(job);
			ResultReader result = gateway.result(job);
			assertThat(usernames(result, "notFollowingBack")).containsExactlyElementsOf(minus(following, followers));
			assertThat(usernames(result, "fans")).containsExactlyElementsOf(minus(followers, following));
			assertThat(usernames(result, "mutual"))
				.containsExactlyElementsOf(minus(following, minus(following, followers)));
		}
	}

	private static List<String> usernames(ResultReader result, String view) {
		return result.ndjson(view).stream().map(ResultRow::username).toList();
	}

	private static Set<String> names(Map<String, byte[]> files, String prefix) {
		Set<String> names = new TreeSet<>();
		files.forEach((path, content) -> {
			if (path.substring(path.lastIndexOf('/') + 1).startsWith(prefix)) {
				JsonNode json = JsonMapper.shared().readTree(content);
				JsonNode entries = json.isArray() ? json : json.required("relationships_following");
				entries.forEach((entry) -> names.add(name(entry)));
			}
		});
		return names;
	}

	private static String name(JsonNode entry) {
		String value = entry.required("string_list_data").path(0).path("value").asString("");
		return value.isEmpty() ? entry.required("title").stringValue() : value;
	}

	private static Set<String> minus(Set<String> from, Set<String> those) {
		Set<String> rest = new TreeSet<>(from);
		rest.removeAll(those);
		return rest;
	}

	private static List<String> people(int from, int to) {
		return IntStream.range(from, to).mapToObj("person.%03d"::formatted).toList();
	}

	private static Map<String, byte[]> files(Path export) {
		try (Stream<Path> files = Files.walk(export)) {
			Map<String, byte[]> contents = new LinkedHashMap<>();
			for (Path file : files.filter((path) -> path.toString().endsWith(".json")).sorted().toList()) {
				contents.put(export.relativize(file).toString(), Files.readAllBytes(file));
			}
			return contents;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
