package io.followsync.gateway.page;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.followsync.gateway.GatewayIntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

class PageTests extends GatewayIntegrationTest {

	private static final Pattern ADDRESS = Pattern.compile("(?:href=|src=|url\\()\"(/[^\"]+\\.[a-z0-9]+)\"");

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final int MAX_BYTES = 150 * 1024;

	@Test
	void allowsNothingInlineAndNothingFromElsewhere() {
		this.web.get()
			.uri("/")
			.accept(MediaType.TEXT_HTML)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentType("text/html;charset=UTF-8")
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
	void namesOnlyFilesThatExistAndLoadsLittle() {
		Set<String> files = addresses(text("/"));
		files.addAll(addresses(text("/app.css")));
		files.remove("/swagger-ui.html");
		assertThat(files).contains("/app.css", "/app/main.js", "/app/views/start/start.js",
				"/app/views/start/start.css", "/fonts/figtree-latin.woff2");
		long bytes = get("/", "gzip").body().length;
		for (String file : files) {
			bytes += get(file, "gzip").body().length;
		}
		assertThat(bytes).as("first load, compressed").isLessThan(MAX_BYTES);
	}

	@Test
	void holdsTheMarkupOfEveryView() {
		assertThat(text("/"))
			.contains("<template id=\"start-view\">", "<template id=\"progress-view\">",
					"<template id=\"result-view\">", "<template id=\"ended-view\">")
			.doesNotContain("include");
	}

	@Test
	void hasNoMarkupInModulesAndNoStyleInMarkup() {
		assertThat(text("/")).doesNotContain("style=", "onclick=", "<style", "src=\"http", "href=\"http://");
		PageModulesTests.modules()
			.map(PageModulesTests::address)
			.forEach((module) -> assertThat(text(module)).as(module)
				.doesNotContain("innerHTML", "insertAdjacentHTML", "eval(", "document.cookie"));
	}

	@Test
	void outlivesATabInOneModuleOnly() {
		assertThat(PageModulesTests.modules()
			.map(PageModulesTests::address)
			.filter((module) -> text(module).contains("localStorage"))).containsExactly("/app/kept/last-account.js");
	}

	@Test
	void givesSwaggerUiItsOwnPolicy() {
		this.web.get()
			.uri("/swagger-ui.html")
			.exchange()
			.expectHeader()
			.value("Content-Security-Policy",
					(policy) -> assertThat(policy).contains("default-src 'self'", "frame-ancestors 'none'"));
	}

	@ParameterizedTest
	@CsvSource({ "POST, /", "PUT, /index.html", "DELETE, /app/main.js" })
	void isReadOnly(String method, String path) {
		this.web.method(HttpMethod.valueOf(method))
			.uri(path)
			.exchange()
			.expectStatus()
			.isEqualTo(405)
			.expectHeader()
			.valueMatches(HttpHeaders.ALLOW, ".*GET.*");
	}

	@ParameterizedTest
	@CsvSource({ "/app.css, identity, ''", "/app.css, gzip, gzip", "/app.css, 'br, gzip;q=0.5', gzip",
			"/app.css, gzip;q=0, ''", "/fonts/figtree-latin.woff2, gzip, ''", "/v3/api-docs, gzip, ''" })
	void compressesFilesButNoAnswersOfTheApi(String path, String accepted, String used) {
		assertThat(header(get(path, accepted), HttpHeaders.CONTENT_ENCODING)).isEqualTo(used);
	}

	@Test
	void isCachedAndRevalidatedByBrowsers() {
		HttpResponse<byte[]> first = get("/app/main.js", "gzip");
		assertThat(header(first, HttpHeaders.CACHE_CONTROL)).isEqualTo("no-cache");
		assertThat(header(first, HttpHeaders.VARY)).contains(HttpHeaders.ACCEPT_ENCODING);
		String version = header(first, HttpHeaders.ETAG);
		this.web.get()
			.uri("/app/main.js")
			.header(HttpHeaders.ACCEPT_ENCODING, "gzip")
			.header(HttpHeaders.IF_NONE_MATCH, version)
			.exchange()
			.expectStatus()
			.isNotModified();
		assertThat(header(get("/app/main.js", "identity"), HttpHeaders.ETAG)).isNotEqualTo(version);
		assertThat(header(get("/app/router.js", "gzip"), HttpHeaders.ETAG)).isNotEqualTo(version);
	}

	private String text(String path) {
		return new String(get(path, "identity").body(), StandardCharsets.UTF_8);
	}

	// The other tests' client decompresses answers without saying so.
	private HttpResponse<byte[]> get(String path, String encoding) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.header(HttpHeaders.ACCEPT_ENCODING, encoding)
			.build();
		HttpResponse<byte[]> answer = CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
			.orTimeout(15, TimeUnit.SECONDS)
			.join();
		assertThat(answer.statusCode()).as(path).isEqualTo(200);
		return answer;
	}

	private static String header(HttpResponse<?> answer, String name) {
		return answer.headers().firstValue(name).orElse("");
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
