package io.followsync.worker.source.websession;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.followsync.job.AccountId;
import io.followsync.job.ListKind;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Page.Cursor;
import io.followsync.worker.source.Page.Member;
import io.followsync.worker.source.TruncationFlags;
import io.followsync.worker.source.websession.AnswerParser.UnexpectedShapeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PageParserTests {

	@Test
	void readsAFirstPageOfFollowers() throws IOException {
		Page page = PageParser.page(ListKind.FOLLOWERS, resource("followers-first-page.json"));
		assertThat(page.members()).containsExactly(
				new Member(9007199254740993L, "beyond.doubles", "Über 2^53 🚲", false, true, false,
						"339007199254740993_9007199254740993"),
				new Member(Long.MAX_VALUE, "largest_of_64_bits", "", true, false, false, ""),
				new Member(52, "fail", "challenge_required", false, false, false, "3352_52"),
				new Member(61234567890L, "right.to.left", "שלום", false, false, false, "3361234567890_61234567890"));
		assertThat(page.next()).isEqualTo(new Cursor("QVFDc2h+" + "a/B+c".repeat(21) + "x=="));
		assertThat(page.hasMore()).isTrue();
		assertThat(page.cut()).isEqualTo(TruncationFlags.NONE);
		assertThat(page.viewer()).isEqualTo(new AccountId(5012345678L));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "17", "\"\\u0000\"" })
	void anOddPictureLeavesOpenWhichItIs(String id) {
		byte[] body = "{\"users\":[{\"pk\":\"7\",\"username\":\"ann\",\"profile_pic_id\":%s}]}".formatted(id)
			.getBytes(StandardCharsets.UTF_8);

		assertThat(PageParser.page(ListKind.FOLLOWERS, body).members()).extracting(Member::pictureId)
			.containsOnlyNulls();
	}

	@Test
	void readsTheTruncationFlagsOfTheRequestedList() throws IOException {
		byte[] body = resource("following-cut-page.json");
		assertThat(PageParser.page(ListKind.FOLLOWING, body).cut()).isEqualTo(new TruncationFlags(true, 3));
		assertThat(PageParser.page(ListKind.FOLLOWERS, body).cut()).isEqualTo(new TruncationFlags(true, 0));
		assertThat(PageParser.page(ListKind.FOLLOWING, body).next()).isNull();
		assertThat(PageParser.page(ListKind.FOLLOWING, body).hasMore()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
			"next_max_id":"12"        | 12
			"next_max_id":24          | 24
			"next_max_id":""          | none
			"next_max_id":null        | none
			"status":"ok"             | none
			""")
	void readsCursorsThatAreStringsOrNumbers(String field, @Nullable String expected) {
		Page page = page("{\"users\":[]," + field + "}");
		assertThat(page.next()).isEqualTo((expected != null) ? new Cursor(expected) : null);
		assertThat(page.hasMore()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"pk_id":"7","pk":"8","id":"9" | 7
			"pk_id":null,"pk":"8"         | 8
			"pk_id":"","pk":8             | 8
			"pk":9007199254740993         | 9007199254740993
			"pk":9223372036854775807      | 9223372036854775807
			"pk_id":"7","pk":0            | 7
			"id":"9"                      | 9
			""")
	void usesTheFirstIdPresentAndNeverADouble(String ids, long expected) {
		assertThat(page("{\"users\":[{" + ids + ",\"username\":\"name\"}]}").members()).extracting(Member::key)
			.containsExactly(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"username\":\"name\"}", "{\"pk\":\"1\"}", "{\"pk\":\"1\",\"username\":\"\"}",
			"{\"pk\":\"1\",\"username\":null}", "{\"pk\":\"1\",\"username\":\"a\\nb\"}", "null",
			"{\"pk\":\"one\",\"username\":\"name\"}", "{\"pk\":0,\"username\":\"name\"}",
			"{\"pk\":-5,\"username\":\"name\"}", "{\"pk\":1.5,\"username\":\"name\"}",
			"{\"pk\":1e3,\"username\":\"name\"}", "{\"pk\":9223372036854775808,\"username\":\"name\"}",
			"{\"pk\":\"9999999999999999999\",\"username\":\"name\"}", "{\"pk\":{},\"username\":\"name\"}",
			"{\"pk\":true,\"username\":\"name\"}" })
	void rejectsAPageWithAnUnidentifiableRow(String row) {
		assertThatExceptionOfType(UnexpectedShapeException.class)
			.isThrownBy(() -> page("{\"users\":[{\"pk\":\"5\",\"username\":\"good\"}," + row + "]}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"users\":null}", "null", "{\"data\":null,\"errors\":[]}",
			"{\"users\":[],\"next_max_id\":{}}", "{\"users\":[],\"next_max_id\":true}",
			"{\"users\":[],\"next_max_id\":\"a\\r\\nb\"}" })
	void rejectsAnIncompletePage(String body) {
		assertThatExceptionOfType(UnexpectedShapeException.class).isThrownBy(() -> page(body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<html>", "{error}", "[]", "{\"users\":{}}", "{\"users\":[1]}", "{\"users\":[[]]}",
			"{\"users\":[]} {}", "{\"users\":[],\"has_more\":{}}" })
	void rejectsWhatIsNotAPage(String body) {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> page(body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"x\"", "\"a|b|c\"", "\"a|0|osr\"", "\"a|9999999999999999999|osr\"", "7", "null",
			"\"1|2|3|4\"" })
	void ignoresAMalformedRankingToken(String token) {
		assertThat(page("{\"users\":[],\"follow_ranking_token\":" + token + "}").viewer()).isNull();
	}

	@Test
	void readsEveryRowOfALargePage() {
		String rows = IntStream.rangeClosed(1, 7500)
			.mapToObj((i) -> "{\"pk\":\"" + i + "\",\"username\":\"user" + i + "\",\"x\":{\"y\":[1,2]}}")
			.collect(Collectors.joining(","));
		assertThat(page("{\"users\":[" + rows + "]}").members()).hasSize(7500);
	}

	@Test
	void removesNulFromFullNames() {
		assertThat(page("{\"users\":[{\"pk\":\"1\",\"username\":\"a\",\"full_name\":\"x\\u0000y\"}]}").members())
			.extracting(Member::fullName)
			.containsExactly("xy");
	}

	private static Page page(String body) {
		return PageParser.page(ListKind.FOLLOWERS, body.getBytes(StandardCharsets.UTF_8));
	}

	private static byte[] resource(String name) throws IOException {
		try (InputStream stream = Objects.requireNonNull(PageParserTests.class.getResourceAsStream(name))) {
			return stream.readAllBytes();
		}
	}

}
