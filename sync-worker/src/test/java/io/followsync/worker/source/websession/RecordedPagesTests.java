package io.followsync.worker.source.websession;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.followsync.job.ListKind;
import io.followsync.worker.source.Member;
import io.followsync.worker.source.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Real pages from Instagram, if they lie beside the repository. */
@EnabledIf("present")
class RecordedPagesTests {

	private static final Path SAMPLES = Path.of("../../shared/samples/recorded-lists-2026-09");

	// Counted without a JSON parser: only rows of a list have this key at their depth.
	private static final Pattern ROW = Pattern.compile("^   \"username\": \"([^\"]+)\"", Pattern.MULTILINE);

	private final AnswerParser parser = new AnswerParser(JsonMapper.builder().build());

	static boolean present() {
		return Files.isDirectory(SAMPLES);
	}

	@Test
	void noRecordedPageLosesAMember() throws IOException {
		List<Path> pages = pages();
		assertThat(pages).hasSizeGreaterThanOrEqualTo(5);
		for (Path path : pages) {
			byte[] body = Files.readAllBytes(path);
			Page page = this.parser.page(kind(path), body);
			assertThat(page.members()).as("members of %s", path)
				.extracting(Member::username)
				.containsExactlyElementsOf(rows(body));
			assertThat(page.next()).as("cursor of %s", path).isNotNull();
			assertThat(page.hasMore()).isTrue();
			assertThat(page.cut().any()).isFalse();
		}
	}

	private static List<Path> pages() throws IOException {
		try (Stream<Path> files = Files.walk(SAMPLES)) {
			return files.filter((file) -> file.getFileName().toString().endsWith("_page.json")).sorted().toList();
		}
	}

	private static ListKind kind(Path path) {
		return path.getFileName().toString().startsWith("followers") ? ListKind.FOLLOWERS : ListKind.FOLLOWING;
	}

	private static List<String> rows(byte[] body) {
		return ROW.matcher(new String(body, StandardCharsets.UTF_8)).results().map((row) -> row.group(1)).toList();
	}

}
