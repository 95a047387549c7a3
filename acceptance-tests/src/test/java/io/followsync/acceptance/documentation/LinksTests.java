package io.followsync.acceptance.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every relative link of a document leads to a file. */
class LinksTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern LINK = Pattern.compile("]\\((?!https?:|mailto:|#)([^)#\\s]+)(?:#[^)]*)?\\)");

	@ParameterizedTest
	@MethodSource("documents")
	void leadToExistingFiles(Path document) throws IOException {
		Path folder = Objects.requireNonNull(document.getParent());
		assertThat(LINK.matcher(Files.readString(document)).results())
			.allSatisfy((link) -> assertThat(folder.resolve(link.group(1)).normalize()).exists());
	}

	static Stream<Path> documents() throws IOException {
		try (Stream<Path> top = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
			return Stream.concat(top, docs).filter((file) -> file.toString().endsWith(".md")).toList().stream();
		}
	}

}
