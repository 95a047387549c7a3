package io.followsync.worker.source.websession;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.followsync.job.ListKind;
import io.followsync.worker.source.Answer;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.SourceFailure.Malformed;
import io.followsync.worker.source.SourceFailure.Transient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

class AnswersTests {

	private final Answers answers = new Answers(JsonMapper.builder().build());

	@ParameterizedTest
	@ValueSource(strings = { "followers-first-page.json", "following-cut-page.json" })
	void aPageThatEndsAnywhereBeforeItsEndIsTriedAgain(String sample) throws IOException {
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
	void aBodyOfAnotherFormIsMalformed(String body) {
		assertThat(read(body.getBytes(StandardCharsets.UTF_8))).isInstanceOfSatisfying(Answer.Failed.class,
				(refused) -> assertThat(refused.failure()).isInstanceOf(Malformed.class));
	}

	private Answer<Page> read(byte[] body) {
		return this.answers.page(ListKind.FOLLOWERS, new RawAnswer(200, HttpHeaders.EMPTY, body));
	}

}
