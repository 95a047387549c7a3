package io.followsync.gateway.page;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.followsync.gateway.GatewayIntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

class PageTests extends GatewayIntegrationTest {

	private static final Pattern ADDRESS = Pattern.compile("(?:href|src|url)(?:=|\\()\"(/[^\"]+\\.[a-z0-9]+)\"");

	private static final Pattern IMPORT = Pattern.compile("from '\\./([a-z]+\\.js)'");

	private static final int MOST_BYTES = 150 * 1024;

	@Test
	void isServedWithAPolicyThatAllowsNothingInlineAndNothingFromElsewhere() {
		this.web.get()
			.uri("/")
			.accept(MediaType.TEXT_HTML)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.TEXT_HTML)
			.expectHeader()
			.value("Content-Security-Policy",
					(policy) -> assertThat(policy)
						.contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'",
								"form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'")
						.doesNotContain("unsafe", "*", "http"))
			.expectHeader()
			.valueEquals("Cross-Origin-Opener-Policy", "same-origin");
	}

	@Test
	void namesEverythingItNeedsAndAllOfItIsThere() {
		String page = text("/");
		Set<String> files = addresses(page);
		files.addAll(addresses(text("/app.css")));
		assertThat(files).contains("/app.css", "/app/main.js", "/fonts/figtree-latin.woff2");
		long bytes = compressed("/");
		for (String file : files) {
			bytes += file.equals("/swagger-ui.html") ? 0 : compressed(file);
			if (file.endsWith(".js")) {
				Matcher imports = IMPORT.matcher(text(file));
				while (imports.find()) {
					assertThat(files).as("loaded at once with %s", file).contains("/app/" + imports.group(1));
				}
			}
		}
		assertThat(bytes).as("first load, compressed").isLessThan(MOST_BYTES);
	}

	@Test
	void holdsNoMarkupInItsModulesAndNoStyleInItsMarkup() {
		assertThat(text("/")).doesNotContain("style=", "onclick=", "<style", "http://www.google");
		addresses(text("/")).stream()
			.filter((file) -> file.endsWith(".js"))
			.forEach((file) -> assertThat(text(file)).as(file)
				.doesNotContain("innerHTML", "insertAdjacentHTML", "eval(", "localStorage", "document.cookie"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/swagger-ui.html", "/webjars/swagger-ui/index.html" })
	void leavesTheBrowserOfTheApiItsOwnPolicy(String path) {
		this.web.get()
			.uri(path)
			.exchange()
			.expectHeader()
			.value("Content-Security-Policy",
					(policy) -> assertThat(policy).contains("default-src 'self'", "frame-ancestors 'none'"));
	}

	@Test
	void isReadOnly() {
		this.web.post().uri("/index.html").exchange().expectStatus().isEqualTo(405);
	}

	@Test
	void letsBrowsersKeepItsFilesAndAskWhetherTheyAreStillTheSame() {
		HttpHeaders headers = this.web.get()
			.uri("/app/main.js")
			.exchange()
			.expectHeader()
			.valueEquals(HttpHeaders.CACHE_CONTROL, "no-cache")
			.expectBody()
			.returnResult()
			.getResponseHeaders();
		this.web.get()
			.uri("/app/main.js")
			.header(HttpHeaders.IF_MODIFIED_SINCE, headers.getFirst(HttpHeaders.LAST_MODIFIED))
			.exchange()
			.expectStatus()
			.isNotModified();
	}

	// A file of a folder, as the page's are here, is sent by the kernel as it is.
	@Test
	void compressesWhatComesFromArchivesAndNoAnswersOfTheApi() {
		this.web.get()
			.uri("/webjars/swagger-ui/swagger-ui.css")
			.header(HttpHeaders.ACCEPT_ENCODING, "gzip")
			.exchange()
			.expectHeader()
			.valueEquals(HttpHeaders.CONTENT_ENCODING, "gzip");
		this.web.get()
			.uri("/v3/api-docs")
			.header(HttpHeaders.ACCEPT_ENCODING, "gzip")
			.exchange()
			.expectHeader()
			.doesNotExist(HttpHeaders.CONTENT_ENCODING);
	}

	private String text(String path) {
		return new String(bytes(path, "identity"), StandardCharsets.UTF_8);
	}

	private long compressed(String path) {
		return bytes(path, "gzip").length;
	}

	private byte[] bytes(String path, String encoding) {
		byte[] body = this.web.get()
			.uri(URI.create("http://127.0.0.1:" + this.port + path))
			.header(HttpHeaders.ACCEPT_ENCODING, encoding)
			.exchange()
			.expectStatus()
			.value((status) -> assertThat(status).as(path).isBetween(200, 399))
			.expectBody()
			.returnResult()
			.getResponseBody();
		return (body != null) ? body : new byte[0];
	}

	private static Set<String> addresses(String text) {
		Set<String> addresses = new LinkedHashSet<>();
		Matcher matcher = ADDRESS.matcher(text);
		while (matcher.find()) {
			addresses.add(matcher.group(1));
		}
		return addresses;
	}

}
