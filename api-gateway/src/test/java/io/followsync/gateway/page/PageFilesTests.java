package io.followsync.gateway.page;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

class PageFilesTests {

	private static final String IN_A_FOLDER = "/app/views/result/page/list.js";

	@TempDir
	private Path directory;

	@BeforeEach
	void writePage() throws IOException {
		write(this.directory.resolve("bü cher/page/classes"));
	}

	@Test
	void findsFilesInSubFoldersOfADirectory() throws IOException {
		assertThat(text(files("bü cher/page/classes/"), IN_A_FOLDER)).isEqualTo("list");
	}

	@Test
	void findsFilesInSubFoldersOfAnArchive() throws IOException {
		Path archive = this.directory.resolve("page.jar");
		try (FileSystem jar = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
			write(jar.getPath("/"));
		}
		assertThat(text(files("page.jar"), IN_A_FOLDER)).isEqualTo("list");
	}

	@Test
	void putsTheMarkupOfViewsIntoThePage() throws IOException {
		Path page = this.directory.resolve("bü cher/page/classes/page");
		Files.writeString(page.resolve("index.html"), "before\n  <!-- include /app/views/start.html -->\nafter");
		Files.writeString(page.resolve("app/views/start.html"), "$1 view\n");
		assertThat(text(files("bü cher/page/classes/"), "/")).isEqualTo("before\n$1 view\nafter");
	}

	@Test
	void putsTheMarkupOfViewsIntoADocumentInAFolder() throws IOException {
		Path page = this.directory.resolve("bü cher/page/classes/page");
		Files.writeString(page.resolve("app/views/all.html"), "  <!-- include /app/views/start.html -->\n");
		Files.writeString(page.resolve("app/views/start.html"), "view");
		assertThat(text(files("bü cher/page/classes/"), "/app/views/all.html")).isEqualTo("view");
	}

	@Test
	void findsThePageItself() throws IOException {
		PageFiles files = files("bü cher/page/classes/");
		assertThat(text(files, "/")).isEqualTo(text(files, "/index.html")).isEqualTo("page");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/app/views/result", "/app/views/result/", "/app/../secret.yml", "/secret.yml",
			"secret.yml", "/../secret.yml", "/app/views/../main.js", "/page/index.html",
			"/app/views/result/page/list.js/", "" })
	void findsNothingElse(String path) throws IOException {
		assertThat(files("bü cher/page/classes/").find(path)).isEmpty();
	}

	private static void write(Path root) throws IOException {
		Files.createDirectories(root.resolve("page/app/views/result/page"));
		Files.writeString(root.resolve("page/index.html"), "page");
		Files.writeString(root.resolve("page/app/main.js"), "main");
		Files.writeString(root.resolve("page" + IN_A_FOLDER), "list");
		Files.writeString(root.resolve("secret.yml"), "secret");
	}

	private PageFiles files(String classPath) throws IOException {
		URL[] urls = { this.directory.resolve(classPath).toUri().toURL() };
		try (URLClassLoader loader = new URLClassLoader(urls, null)) {
			return new PageFiles(new PathMatchingResourcePatternResolver(loader), true);
		}
	}

	private static String text(PageFiles files, String path) {
		return new String(files.find(path).orElseThrow().plain(), StandardCharsets.UTF_8);
	}

}
