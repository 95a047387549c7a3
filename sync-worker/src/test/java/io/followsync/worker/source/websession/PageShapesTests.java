package io.followsync.worker.source.websession;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.followsync.job.ListKind;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Page.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pages in every shape that Instagram was seen to send: written by hand, and recorded
 * where the samples lie beside the repository.
 */
class PageShapesTests {

	private static final Path SAMPLES = Path.of("../../shared/samples/recorded-lists-2026-09");

	// Counted without a JSON parser: only rows of a list have this key at their depth.
	private static final Pattern ROW = Pattern.compile("^   \"username\": \"([^\"]+)\"", Pattern.MULTILINE);

	static boolean areSamplesPresent() {
		return Files.isDirectory(SAMPLES);
	}

	@ParameterizedTest
	@ValueSource(strings = { "followers-first-page.json", "followers-next-page.json", "following-first-page.json",
			"following-next-page.json" })
	void losesNoMemberOfAPageWrittenByHand(String name) throws IOException {
		assertThatNoMemberIsLost(name, new ClassPathResource(name, getClass()).getContentAsByteArray());
	}

	@Test
	@EnabledIf("areSamplesPresent")
	void losesNoMemberOfARecordedPage() throws IOException {
		List<Path> recordings = recordings();
		assertThat(recordings).hasSizeGreaterThanOrEqualTo(5);
		for (Path path : recordings) {
			assertThatNoMemberIsLost(path.getFileName().toString(), Files.readAllBytes(path));
		}
	}

	private static void assertThatNoMemberIsLost(String name, byte[] body) {
		Page page = PageParser.page(name.startsWith("followers") ? ListKind.FOLLOWERS : ListKind.FOLLOWING, body);
		assertThat(page.members()).as("members of %s", name)
			.extracting(Member::username)
			.isNotEmpty()
			.containsExactlyElementsOf(rows(body));
		assertThat(page.next()).as("cursor of %s", name).isNotNull();
		assertThat(page.hasMore()).isTrue();
		assertThat(page.cut().any()).isFalse();
	}

	private static List<Path> recordings() throws IOException {
		try (Stream<Path> files = Files.walk(SAMPLES)) {
			return files.filter((file) -> file.getFileName().toString().endsWith("_page.json")).sorted().toList();
		}
	}

	private static List<String> rows(byte[] body) {
		return ROW.matcher(new String(body, StandardCharsets.UTF_8)).results().map((row) -> row.group(1)).toList();
	}

}
