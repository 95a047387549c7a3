package io.followsync.gateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules for the files of the page, which no compiler checks. */
class PageModulesTests {

	private static final Path PAGE = Path.of("src", "main", "resources", "page");

	private static final Path INDEX = PAGE.resolve("index.html");

	private static final Path KEPT_VIEWS = PAGE.resolve("app/kept/views.html");

	private static final Path MAIN = PAGE.resolve("app/main.js");

	private static final Path START = PAGE.resolve("app/views/start/start.js");

	private static final Pattern STATIC_IMPORT = Pattern.compile("(?m)(?:\\bfrom|^import) '(\\.[^']+)'");

	private static final Pattern IMPORT = Pattern.compile(STATIC_IMPORT.pattern() + "|import\\('(\\.[^']+)'\\)");

	private static final Pattern PRELOAD = Pattern.compile("<link rel=\"modulepreload\" href=\"([^\"]+)\">");

	// What may change later: a variable, a container or an object that is no value.
	private static final Pattern STATE = Pattern
		.compile("(?m)^(?:export )?(?:(?:let|var) |const \\w+ = (?:new (?!RegExp|Intl)|\\[\\]|\\{\\}|\\{ \\})).*");

	private static final int MAX_LINES = 300;

	static Stream<Path> modules() {
		return files(".js");
	}

	@ParameterizedTest
	@MethodSource("modules")
	void keepsNoStateInAModule(Path module) {
		assertThat(STATE.matcher(read(module)).results().map(MatchResult::group)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("modules")
	void importsOnlyModulesThatExist(Path module) {
		assertThat(imports(module, IMPORT)).allSatisfy((imported) -> assertThat(imported).isRegularFile());
	}

	@Test
	void usesEveryModule() {
		assertThat(reachable(IMPORT, MAIN)).hasSizeGreaterThan(10)
			.containsExactlyInAnyOrderElementsOf(modules().toList());
	}

	@Test
	void preloadsWhatTheFirstViewNeedsAndNothingElse() {
		Set<String> needed = reachable(STATIC_IMPORT, MAIN, START).stream()
			.filter((module) -> !module.equals(MAIN))
			.map(PageModulesTests::address)
			.collect(Collectors.toSet());

		assertThat(PRELOAD.matcher(read(INDEX)).results().map((link) -> link.group(1)))
			.containsExactlyInAnyOrderElementsOf(needed);
	}

	@Test
	void namesEveryStyleSheetAndViewOnce() {
		assertThat(files(".css"))
			.allSatisfy((file) -> assertThat(read(INDEX)).containsOnlyOnce("href=\"" + address(file) + "\""));
		assertThat(files(".html").filter((file) -> !file.equals(INDEX) && !file.equals(KEPT_VIEWS))).isNotEmpty()
			.allSatisfy((file) -> assertThat(read(INDEX) + read(KEPT_VIEWS))
				.containsOnlyOnce("<!-- include " + address(file) + " -->"));
	}

	@Test
	void keepsEveryFileShort() {
		assertThat(Stream.of(".js", ".css", ".html").flatMap(PageModulesTests::files))
			.allSatisfy((file) -> assertThat(read(file).lines()).hasSizeLessThanOrEqualTo(MAX_LINES));
	}

	private static Set<Path> reachable(Pattern by, Path... modules) {
		Deque<Path> open = new ArrayDeque<>(List.of(modules));
		Set<Path> reached = new HashSet<>();
		while (!open.isEmpty()) {
			Path module = open.pop();
			if (reached.add(module)) {
				open.addAll(imports(module, by));
			}
		}
		return reached;
	}

	private static List<Path> imports(Path module, Pattern by) {
		return by.matcher(read(module))
			.results()
			.map((match) -> (match.group(1) != null) ? match.group(1) : match.group(2))
			.map((imported) -> module.resolveSibling(imported).normalize())
			.toList();
	}

	static String address(Path file) {
		return "/" + PAGE.relativize(file).toString().replace('\\', '/');
	}

	private static Stream<Path> files(String ending) {
		try (Stream<Path> files = Files.walk(PAGE)) {
			return files.filter((file) -> file.toString().endsWith(ending)).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
