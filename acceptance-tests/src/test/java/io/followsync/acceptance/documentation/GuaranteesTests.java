package io.followsync.acceptance.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every promise in docs/guarantees.md names tests that exist, and one of them runs in the
 * normal build. That all of them have passed is what {@code .ci/run} checks.
 */
class GuaranteesTests {

	private static final Path DOCS = Path.of("..", "docs");

	private static final Pattern NAMED = Pattern.compile("\\[(\\w+)\\.(\\w+)]\\(([^)]+\\.java)\\)");

	private static final Pattern PROMISE = Pattern.compile("(?m)^\\|(?! ---|---|\\s*\\| promise).*\\|$");

	private static final Set<String> LEFT_OUT = Set
		.of(System.getProperty("tests.excluded.normally", "browser | chaos | deploy | full").split("[ |]+"));

	@ParameterizedTest
	@MethodSource("namedTests")
	void namesATestThatExists(TestSource test) {
		assertThat(test.isTest()).as("%s is a test that is not disabled", test).isTrue();
	}

	@Test
	void eachPromiseNamesATest() throws IOException {
		assertThat(promises()).hasSizeGreaterThan(20).allMatch((line) -> NAMED.matcher(line).find());
	}

	@ParameterizedTest
	@MethodSource("promises")
	void aTestOfEachPromiseRunsInTheNormalBuild(String promise) {
		assertThat(NAMED.matcher(promise).results().map(GuaranteesTests::source))
			.anyMatch((test) -> Collections.disjoint(test.tags(), LEFT_OUT));
	}

	static Stream<String> promises() throws IOException {
		return PROMISE.matcher(text()).results().map(MatchResult::group);
	}

	static Stream<TestSource> namedTests() throws IOException {
		return NAMED.matcher(text()).results().map(GuaranteesTests::source).distinct();
	}

	private static TestSource source(MatchResult named) {
		return new TestSource(DOCS.resolve(named.group(3)).normalize(), named.group(1), named.group(2));
	}

	private static String text() throws IOException {
		return Files.readString(DOCS.resolve("guarantees.md"));
	}

}
