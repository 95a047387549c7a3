package io.followsync.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every promise in docs/guarantees.md must name tests that exist. */
class GuaranteesTests {

	private static final Path DOCS = Path.of("..", "docs");

	private static final Pattern TEST = Pattern.compile("\\[(\\w+)\\.(\\w+)]\\(([^)]+\\.java)\\)");

	private static final Pattern PROMISE = Pattern.compile("(?m)^\\|(?! ---|---|\\s*\\| promise).*\\|$");

	@ParameterizedTest
	@MethodSource("tests")
	void aNamedTestExists(String type, String method, Path file) throws IOException {
		assertThat(file).hasFileName(type + ".java").isRegularFile();
		assertThat(Files.readString(file)).containsPattern("void " + method + "\\(");
	}

	@Test
	void everyPromiseNamesATest() throws IOException {
		List<String> promises = PROMISE.matcher(text()).results().map(MatchResult::group).toList();
		assertThat(promises).hasSizeGreaterThan(20).allMatch((line) -> TEST.matcher(line).find());
	}

	static Stream<Object[]> tests() throws IOException {
		return TEST.matcher(text())
			.results()
			.map((test) -> new Object[] { test.group(1), test.group(2), DOCS.resolve(test.group(3)).normalize() });
	}

	private static String text() throws IOException {
		return Files.readString(DOCS.resolve("guarantees.md"));
	}

}
