package io.followsync.gateway.imports.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.web.reactive.function.BodyInserters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class RefusedImportTests extends ImportIntegrationTest {

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void rejectsWhatIsNoExportAndStoresNothing(String detail, List<Sent> files) {
		upload(files.toArray(Sent[]::new)).expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.value(String.class, (text) -> assertThat(text).contains(detail));
		awaitNothingStored();
	}

	@Test
	void separatesTheAdviceFromTheReason() {
		String advice = "Ask Instagram for it again and choose the format JSON.";
		upload(file("followers_1.html", text("<html></html>"))).expectBody()
			.jsonPath("$.advice")
			.isEqualTo(advice)
			.jsonPath("$.detail")
			.isEqualTo("This is the HTML form of the export. " + advice);
	}

	static Stream<Arguments> rejectsWhatIsNoExportAndStoresNothing() {
		Sent following = file("following.json", LIST);
		return Stream.of(arguments("choose the format JSON", List.of(file("followers_1.html", text("<html></html>")))),
				arguments("The ZIP is empty", List.of(file("a.zip", text("PK\5\6\0\0\0\0")))),
				arguments("neither a ZIP nor JSON", List.of(file("a.rar", text("Rar!\u001a\u0007")))),
				arguments("is empty", List.of(file("followers_1.json", new byte[0]))),
				arguments("the export has no followers file: send following.json again and say that it covers all time",
						List.of(following)),
				arguments("If you follow nobody, there is nothing to compare", List.of(file("followers_1.json", LIST))),
				arguments("is not one of the lists", List.of(file("posts_1.json", LIST), following)),
				arguments("a list of Threads", List.of(file("threads/followers.json", LIST), following)),
				arguments("is a ZIP", List.of(file("close_friends.json", text("PK\3\4")))),
				arguments("An upload needs both lists", List.of(file("close_friends.json", LIST), following)),
				arguments("allTime is true or false", List.of(following, new Sent("allTime", null, text("yes")))),
				arguments("allTime is true or false",
						List.of(following, new Sent("allTime", null, text("true".repeat(100))))),
				arguments(
						"The file followers_2 - copy.json seems to be a part of a list, but it no longer has the name that "
								+ "Instagram gave it. Give it its original name",
						List.of(file("followers_2 - Copy.json", LIST), following)),
				arguments("The file following copy.json seems to be a part of a list",
						List.of(file("following copy.json", LIST), following)),
				arguments("The name of the file followers_1_.json holds a character that cannot be shown",
						List.of(file("followers_1\u202e.json", LIST), following)),
				arguments("Send the ZIP alone", List.of(following, file("a.zip", text("PK\3\4")))),
				arguments("Send the ZIP alone", List.of(file("a.zip", text("PK\3\4")), following)),
				arguments("sent twice", List.of(following, following)),
				arguments("the part's name must be 'file'", List.of(new Sent("upload", "following.json", LIST))),
				arguments("the part's name must be 'file'", List.of(new Sent("file", null, LIST))),
				arguments("at most 32 files",
						IntStream.range(0, 33).mapToObj((n) -> file("followers_" + n + ".json", LIST)).toList()));
	}

	@Test
	void rejectsAMalformedForm() {
		for (String body : List.of("", "no border at all", "--xx\r\nContent-Disposition: form-data; name=\"file\"",
				withHeaders("Content-Disposition: form-data; x"),
				withHeaders("Content-Disposition: form-data; name=\"file\"; filename*=x'%zz"),
				withHeaders("Content-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\nContent-Type: /"))) {
			this.web.post()
				.uri(URI)
				.header("Content-Type", "multipart/form-data; boundary=xx")
				.bodyValue(body)
				.exchange()
				.expectStatus()
				.isBadRequest();
		}
		this.web.post()
			.uri(URI)
			.header("Content-Type", "multipart/form-data")
			.bodyValue("x")
			.exchange()
			.expectStatus()
			.isBadRequest();
		awaitNothingStored();
	}

	@Test
	void acceptsOnlyMultipartForms() {
		this.web.post()
			.uri(URI)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{}")
			.exchange()
			.expectStatus()
			.isEqualTo(415)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void rejectsUploadsOverTheLimitHoweverTheyAreSent() {
		byte[] blank = new byte[64 * 1024];
		Arrays.fill(blank, (byte) ' ');
		blank[0] = '[';
		MultipartBodyBuilder form = new MultipartBodyBuilder();
		form.asyncPart("file",
				Flux.range(0, 1025).map((n) -> (DataBuffer) DefaultDataBufferFactory.sharedInstance.wrap(blank)),
				DataBuffer.class)
			.filename("followers_1.json");
		this.web.post()
			.uri(URI)
			.body(BodyInserters.fromMultipartData(form.build()))
			.exchange()
			.expectStatus()
			.isEqualTo(413)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("An upload has at most 64 MB in all.");
		awaitNothingStored();
	}

	private static String withHeaders(String headers) {
		return "--xx\r\n" + headers + "\r\n\r\n[]\r\n--xx--\r\n";
	}

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
