package io.followsync.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import io.followsync.acceptance.client.Gateway;
import io.followsync.acceptance.client.Reply;
import io.followsync.acceptance.client.ResultRow;
import io.followsync.acceptance.client.Upload;
import io.followsync.acceptance.stack.SharedStackTest;
import io.followsync.acceptance.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The exports of the worker's test data through the API, as they came and loose. */
@SharedStackTest
class ExportCasesAcceptanceTests {

	private static final Path CASES = Path.of("..", "sync-worker", "src", "test", "resources", "export-cases");

	// What is said, by the reason that the answer of a case names.
	private static final Map<String, String> SENTENCES = Map.of("date range", "an export for a date range",
			"nothing in either list", "nothing in either list", "two exports mixed (two files number 1 that differ)",
			"followers_1.json and followers_1 (1).json", "Threads only; choose \"Followers and following\"",
			"the lists of Threads and not those of Instagram", "a ZIP inside: unpack the outer one (or read it)",
			"Unpack it once",
			"must not claim that a date range was asked for; say what helps an owner without followers",
			"If really nobody follows you");

	static List<String> cases() throws IOException {
		try (Stream<Path> cases = Files.list(CASES)) {
			return cases.map((path) -> path.getFileName().toString()).sorted().toList();
		}
	}

	@ParameterizedTest
	@MethodSource("cases")
	void answersEachCaseAsExpected(String name, Stack stack) throws IOException {
		JsonNode expected = JsonMapper.shared()
			.readTree(Files.readAllBytes(CASES.resolve(name).resolve("expected.json")))
			.required("expect");
		for (Upload upload : uploads(CASES.resolve(name))) {
			assertAnswer(stack.gateway(), upload, expected);
		}
	}

	@Test
	void trustsAnOwnerWithoutFollowersButConfirmsNobody(Stack stack) throws IOException {
		Path zip = CASES.resolve("14-really-no-followers").resolve("upload.zip");
		Gateway gateway = stack.gateway();
		JsonNode doubted = gateway.awaitFailure(gateway.upload(Upload.of("upload.zip", Files.readAllBytes(zip))));
		assertThat(doubted.path("message").asString() + " " + doubted.path("advice").asString())
			.doesNotContain("date range")
			.contains("covers all time", "nobody follows you");

		Reply reply = gateway.http()
			.post("/api/v1/imports?allTime=true", Upload.of("upload.zip", Files.readAllBytes(zip)));
		String job = reply.text("id");
		gateway.awaitResult(job);

		List<ResultRow> rows = gateway.result(job).ndjson("notFollowingBack");
		assertThat(rows).isNotEmpty().noneMatch(ResultRow::confirmed);
	}

	private static String sentence(JsonNode expected) {
		String reason = expected.path("reason").asString("");
		return reason.isEmpty() ? "" : SENTENCES.getOrDefault(reason, "a sentence for: " + reason);
	}

	private static void assertAnswer(Gateway gateway, Upload upload, JsonNode expected) {
		Reply reply = gateway.tryUpload(upload);
		assertThat(reply.status()).as("%s", reply).isEqualTo(202);
		String job = reply.text("id");
		JsonNode ended = gateway.awaitEnd(job);
		assertThat(ended.path("state").asString()).as("%s", ended).isEqualTo(expected.required("state").stringValue());
		String verdict = expected.path("followers.verdict").asString("");
		if (!verdict.isEmpty()) {
			assertThat(ended.path("lists").path("followers").path("verdict").asString("")).isEqualTo(verdict);
		}
		JsonNode failure = ended.path("failure");
		assertThat(failure.path("message").asString("") + " " + failure.path("advice").asString(""))
			.contains(sentence(expected));
		for (String view : List.of("notFollowingBack", "mutual")) {
			if (expected.path(view).isArray()) {
				assertThat(gateway.result(job).ndjson(view)).extracting(ResultRow::username)
					.containsExactlyElementsOf(expected.path(view).valueStream().map(JsonNode::stringValue).toList());
			}
		}
		assertThatItIsSaid(gateway, job, ended, expected.path("note").asString(""));
	}

	private static void assertThatItIsSaid(Gateway gateway, String job, JsonNode ended, String note) {
		JsonNode following = ended.path("lists").path("following").path("evidence");
		assertThat(following.path("namelessEntries").asInt(-1)).isEqualTo(note.contains("without a name") ? 1 : 0);
		assertThat(following.path("deletedAccounts").asInt(-1)).isEqualTo(note.contains("deleted account") ? 1 : 0);
		if (note.contains("deleted account")) {
			assertThat(gateway.http().get("/api/v1/jobs/" + job + "/result", "text/csv").body())
				.contains("1 deleted account");
		}
	}

	private static List<Upload> uploads(Path folder) throws IOException {
		List<Upload> uploads = new ArrayList<>();
		Path zip = folder.resolve("upload.zip");
		if (Files.exists(zip)) {
			uploads.add(Upload.of("upload.zip", Files.readAllBytes(zip)));
			Map<String, byte[]> entries = entries(zip);
			// The inner one of a ZIP in a ZIP is what its owner should send.
			if (entries.keySet().stream().allMatch((path) -> path.endsWith(".json"))) {
				uploads.add(Upload.loose(entries));
			}
			return uploads;
		}
		Map<String, byte[]> loose = new LinkedHashMap<>();
		try (Stream<Path> files = Files.list(folder.resolve("loose"))) {
			for (Path file : files.sorted().toList()) {
				loose.put(file.getFileName().toString(), Files.readAllBytes(file));
			}
		}
		return List.of(new Upload(loose), Upload.zipped(loose));
	}

	private static Map<String, byte[]> entries(Path zip) throws IOException {
		Map<String, byte[]> entries = new LinkedHashMap<>();
		try (InputStream file = Files.newInputStream(zip); ZipInputStream in = new ZipInputStream(file)) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				entries.put(entry.getName(), in.readAllBytes());
			}
		}
		return entries;
	}

}
