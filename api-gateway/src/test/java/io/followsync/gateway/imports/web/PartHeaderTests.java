package io.followsync.gateway.imports.web;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.followsync.gateway.RawConnection;
import io.followsync.gateway.RawConnection.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class PartHeaderTests extends ImportIntegrationTest {

	private static final String NAMED = "form-data; name=\"file\"; ";

	private static final AtomicInteger addresses = new AtomicInteger();

	@ParameterizedTest
	@MethodSource
	void reportsAnUnreadablePartHeaderAsABadRequest(String header, CapturedOutput output) {
		assertThat(upload("multipart/form-data; boundary=xx", header, "--xx").status()).isIn(400, 413);
		assertThat(output).doesNotContain("unexpected error");
		awaitNothingStored();
	}

	static Stream<String> reportsAnUnreadablePartHeaderAsABadRequest() {
		Stream<String> dispositions = Stream
			.of("", ";", "; ; ;", "=", "\"", "form-data", "form-data;", "form-data; name", "form-data; name=",
					"form-data; =file", "form-data; name=\"", "form-data; name=\"file", "form-data; name=\"\"",
					NAMED + "filename", NAMED + "filename=", NAMED + "filename=\"", NAMED + "filename=\"following.json",
					NAMED + "filename=\"following.json\"; x", NAMED + "filename=\"following.json\"; x=",
					NAMED + "filename=\"following.json\"; x=\"", NAMED + "filename=\"following.json\"; x=\"y",
					NAMED + "filename=\"following.json\"; x=\"y\\", NAMED + "filename=\"following.json\\",
					NAMED + "filename=\"following.json\\\"", NAMED + "filename=\"=?UTF-8?Q?=ZZ?=\"",
					NAMED + "filename=\"=?nothing?B?a?=\"", NAMED + "filename=\"=?UTF-8?B?*?=\"",
					NAMED + "filename=\"=??Q??=\"", NAMED + "filename=\"=?UTF-8?Q?=4?=\"",
					NAMED + "filename=\"=?UTF-8?B?====?=\"", NAMED + "filename*=", NAMED + "filename*=UTF-8''",
					NAMED + "filename*=UTF-8''%", NAMED + "filename*=UTF-8''%4", NAMED + "filename*=UTF-8''%zz",
					NAMED + "filename*='", NAMED + "filename*=''", NAMED + "filename*=UTF-16''a",
					NAMED + "filename*=nothing''a.json", NAMED + "filename*=\"UTF-8''a",
					NAMED + "filename*=UTF-8''a b\u0080", NAMED + "size=x; filename=\"following.json\"; size=\"",
					NAMED + "creation-date=\"x\"; filename=\"", NAMED + "read-date=1; filename=\"a", "name=\"file\"",
					"\u0000", "form-data; name=\"fi\u0000le\"; filename=\"a.json\"",
					NAMED + "filename=\"" + "a".repeat(9000) + "\"", NAMED + "x=1; ".repeat(2000))
			.map((value) -> "Content-Disposition: " + value);
		Stream<String> others = Stream.of("", ":", "Content-Disposition", "Content-Disposition form-data",
				"\u0000: \u0000", " folded\r\n header", "X: " + "y".repeat(20_000), "X: y\r\n".repeat(5_000),
				"Content-Disposition: " + NAMED + "filename=\"a.zip\"\r\nContent-Type: /",
				"Content-Disposition: " + NAMED + "filename=\"a.zip\"\r\nContent-Type: a/b; charset=\"",
				"Content-Disposition: " + NAMED + "filename=\"a.zip\"\r\nContent-Type: a/b; charset=nothing",
				"Content-Disposition: " + NAMED + "filename=\"a.zip\"\r\nContent-Length: x",
				"Content-Disposition: " + NAMED + "filename=\"a.zip\"\r\nContent-Transfer-Encoding: base64");
		return Stream.concat(dispositions, others);
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data; boundary=", "multipart/form-data; boundary=\"",
			"multipart/form-data; boundary=\"xx", "multipart/form-data; boundary", "multipart/form-data; boundary=a b",
			"multipart/form-data; boundary=xx; boundary=yy", "multipart/form-data; boundary=xx; charset=nothing",
			"multipart/form-data; boundary=xx; charset=\"", "multipart/form-data; boundary=\u00e4",
			"multipart/form-data;", "multipart/form-data", "multipart/", "multipart", "multipart/*; boundary=xx", "*/*",
			"/", "", ";", "multipart/form-data; boundary=xx, text/plain", "multipart/mixed; boundary=xx" })
	void neverAnswersAContentTypeWithAServerError(String contentType, CapturedOutput output) {
		assertThat(upload(contentType, "Content-Disposition: " + NAMED + "filename=\"a.rar\"", "--xx").status())
			.isIn(400, 415);
		assertThat(output).doesNotContain("unexpected error");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", "--", "--x", "--xx", "--xx-", "--xx--", "--xx\r\n", "--xx\r\n\r\n", "\r\n--xx--",
			"--yy" })
	void neverAnswersABoundaryWithAServerError(String border, CapturedOutput output) {
		assertThat(upload("multipart/form-data; boundary=xx", "", border).status()).isEqualTo(400);
		assertThat(output).doesNotContain("unexpected error");
	}

	@Test
	void distinguishesLargeHeadersFromALargeBody() {
		Answer answer = upload("multipart/form-data; boundary=xx",
				"Content-Disposition: " + NAMED + "filename=\"" + "a".repeat(20_000) + "\"", "--xx");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).contains("The headers of one part of the form are too large.");
	}

	@Test
	void reportsAnUnterminatedFormAsABadRequest(CapturedOutput output) {
		String body = "--xx\r\nContent-Disposition: " + NAMED + "filename=\"following.json\"\r\n\r\n[]\r\n";
		assertThat(RawConnection
			.exchange(this.port,
					"POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 10.1.0."
							+ addresses.incrementAndGet()
							+ "\r\nContent-Type: multipart/form-data; boundary=xx\r\nContent-Length: " + body.length()
							+ "\r\n\r\n" + body)
			.status()).isEqualTo(400);
		awaitNothingStored();
		assertThat(output).doesNotContain("unexpected error").doesNotContain("dropped");
	}

	private Answer upload(String contentType, String headers, String border) {
		String body = border + "\r\n" + headers + "\r\n\r\n[]\r\n--xx--\r\n";
		return RawConnection.exchange(this.port,
				"POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 10.1.0."
						+ addresses.incrementAndGet() + "\r\nContent-Type: " + contentType + "\r\nContent-Length: "
						+ body.length() + "\r\n\r\n" + body);
	}

}
