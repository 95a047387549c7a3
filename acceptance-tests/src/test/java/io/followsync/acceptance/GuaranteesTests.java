package io.followsync.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

	private static final Pattern LEFT_OUT_CLASS = Pattern
		.compile("(?m)^@(Tag\\(\"(browser|chaos|deploy|full)\"\\)|BrowserTest|ChaosTest)$");

	// The annotations of a method stand in front of it, without an empty line.
	private static final String LEFT_OUT_METHOD = "(?s).*@Tag\\(\"full\"\\)\\s(?:(?!\n\n).)*void %s\\(.*";

	@ParameterizedTest
	@MethodSource("tests")
	void aNamedTestExists(String type, String method, Path file) throws IOException {
		assertThat(file).hasFileName(type + ".java").isRegularFile();
		assertThat(Files.readString(file)).containsPattern("void " + method + "\\(");
	}

	@Test
	void everyPromiseNamesATest() throws IOException {
		assertThat(promises()).hasSizeGreaterThan(20).allMatch((line) -> TEST.matcher(line).find());
	}

	@ParameterizedTest
	@MethodSource("promises")
	void aTestOfEachPromiseRunsInTheNormalBuild(String promise) {
		assertThat(TEST.matcher(promise).results()).anyMatch(GuaranteesTests::isInTheNormalBuild);
	}

	private static boolean isInTheNormalBuild(MatchResult test) {
		String source = read(DOCS.resolve(test.group(3)));
		return !LEFT_OUT_CLASS.matcher(source).find() && !source.matches(LEFT_OUT_METHOD.formatted(test.group(2)));
	}

	static Stream<String> promises() throws IOException {
		return PROMISE.matcher(text()).results().map(MatchResult::group);
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
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
