package io.followsync.worker.source.websession;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.followsync.job.AccountId;
import io.followsync.job.ListKind;
import io.followsync.worker.source.ListReader.Answer;
import io.followsync.worker.source.ListReader.DeclaredCounts;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.SourceFailure.Malformed;
import io.followsync.worker.source.SourceFailure.Transient;
import io.followsync.worker.source.websession.AnswerParser.UnexpectedShapeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AnswerParserTests {

	@ParameterizedTest
	@ValueSource(strings = { "followers-first-page.json", "following-cut-page.json" })
	void aBodyTruncatedAnywhereIsTransient(String sample) throws IOException {
		byte[] page = new ClassPathResource(sample, getClass()).getContentAsByteArray();
		int end = new String(page, StandardCharsets.UTF_8).stripTrailing().getBytes(StandardCharsets.UTF_8).length;

		List<Integer> mistaken = IntStream.range(1, end)
			.filter((length) -> !read(Arrays.copyOf(page, length))
				.equals(new Answer.Failed<>(new Transient("truncated body"))))
			.boxed()
			.toList();

		assertThat(mistaken).as("lengths of bodies not taken for truncated").isEmpty();
		assertThat(read(page)).isInstanceOf(Answer.Delivered.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<!doctype html>", "{\"users\":[{]}", "{\"users\":[truly]}",
			"{\"users\":[{\"pk\":\"\u0001\"}]}", "{\"users\":{}}" })
	void aBodyOfAnotherShapeIsMalformed(String body) {
		assertThat(read(body.getBytes(StandardCharsets.UTF_8))).isInstanceOfSatisfying(Answer.Failed.class,
				(failed) -> assertThat(failed.failure()).isInstanceOf(Malformed.class));
	}

	@Test
	void readsTheDeclaredCounts() {
		assertThat(counts(
				"{\"user\":{\"pk\":\"1\",\"username\":\"anna\",\"follower_count\":130,\"following_count\":90},\"status\":\"ok\"}"))
			.isEqualTo(new DeclaredCounts(130L, 90L, "anna"));
		assertThat(counts("{\"user\":{\"pk\":\"1\",\"username\":\"" + "a".repeat(65) + "\"},\"status\":\"ok\"}"))
			.isEqualTo(DeclaredCounts.UNKNOWN);
		assertThat(counts("{\"user\":{\"pk\":\"1\"},\"status\":\"ok\"}")).isEqualTo(DeclaredCounts.UNKNOWN);
		assertThatExceptionOfType(UnexpectedShapeException.class)
			.isThrownBy(() -> counts("{\"user\":null,\"status\":\"ok\"}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "null", "{\"following\":true}", "{\"followed_by\":true}",
			"{\"following\":null,\"followed_by\":false}" })
	void rejectsARelationWithoutBothDirections(String body) {
		assertThatExceptionOfType(UnexpectedShapeException.class)
			.isThrownBy(() -> AnswerParser.relation(body.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void readsTheViewer() {
		assertThat(viewer("{\"data\":{\"user\":{\"id\":\"9007199254740993\",\"username\":\"x\"}},\"status\":\"ok\"}"))
			.isEqualTo(new AccountId(9007199254740993L));
		assertThat(viewer("{\"data\":{\"user\":{\"id\":42}}}")).isEqualTo(new AccountId(42));
		assertThat(viewer("{\"data\":{\"user\":null},\"status\":\"ok\"}")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "null", "{\"data\":null}", "{\"data\":{\"user\":{}}}",
			"{\"data\":{\"user\":{\"id\":\"0\"}}}", "{\"data\":{\"user\":{\"id\":\"me\"}}}" })
	void rejectsAViewerWithoutAnId(String body) {
		assertThatExceptionOfType(UnexpectedShapeException.class).isThrownBy(() -> viewer(body));
	}

	private static Answer<Page> read(byte[] body) {
		return AnswerParser.parse(new InstagramResponse(200, HttpHeaders.EMPTY, body),
				(page) -> PageParser.page(ListKind.FOLLOWERS, page));
	}

	private static @Nullable AccountId viewer(String body) {
		return AnswerParser.viewer(body.getBytes(StandardCharsets.UTF_8)).viewer();
	}

	private static DeclaredCounts counts(String body) {
		return AnswerParser.declaredCounts(body.getBytes(StandardCharsets.UTF_8));
	}

}
