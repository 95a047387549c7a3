package io.followsync.acceptance;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.followsync.acceptance.client.Gateway;
import io.followsync.acceptance.client.ResultReader;
import io.followsync.acceptance.client.ResultRow;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.simulator.Truth;
import io.followsync.acceptance.stack.SharedStackTest;
import io.followsync.acceptance.stack.Stack;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@SharedStackTest
class ResultsAcceptanceTests {

	private static final int MAX_LIMIT = 1000;

	static Stream<Population> populations() {
		return Stream.of(Population.of(0, 0, 0), Population.of(0, 40, 0), Population.of(1, 3, 1),
				Population.of(130, 151, 70));
	}

	@ParameterizedTest
	@MethodSource("populations")
	void servesTheTruthInEveryFormat(Population population, Stack stack) {
		Account account = stack.instagram().place(population);
		Truth truth = account.truth();

		String job = stack.gateway().submit(account.session());
		JsonNode ended = stack.gateway().awaitResult(job);

		assertThat(namesOfSystemA(stack.gateway(), job, truth)).isEqualTo(truth.notFollowingBack());
		assertFigures(ended.required("result"), truth);
		assertViews(stack.gateway().result(job), truth, Math.max(7, Math.min(MAX_LIMIT, population.following() / 4)));
		assertThat(account.audit().repeated()).as("pages served again").isZero();
	}

	@Test
	@Tag("full")
	void servesTheTruthOfALargeAccountInEveryFormat(Stack stack) {
		servesTheTruthInEveryFormat(Population.of(25_000, 7_300, 3_100).inLargePages(), stack);
	}

	private static List<String> namesOfSystemA(Gateway gateway, String job, Truth truth) {
		JsonNode status = gateway.status(job).json();
		assertThat(status.required("status").stringValue()).isEqualTo("completed");
		JsonNode result = status.required("result");
		assertThat(result.required("followers_count").intValue()).isEqualTo(truth.followers());
		assertThat(result.required("following_count").intValue()).isEqualTo(truth.following());
		assertThat(result.required("unfollowers_count").intValue()).isEqualTo(truth.notFollowingBack().size());
		assertThat(result.required("unconfirmed_count").intValue()).isZero();
		return result.required("unfollowers").valueStream().map(JsonNode::stringValue).toList();
	}

	private static void assertFigures(JsonNode result, Truth truth) {
		assertThat(result.required("notFollowingBackCount").intValue()).isEqualTo(truth.notFollowingBack().size());
		assertThat(result.required("fansCount").intValue()).isEqualTo(truth.fans().size());
		assertThat(result.required("mutualCount").intValue()).isEqualTo(truth.mutual());
	}

	private static void assertViews(ResultReader result, Truth truth, int limit) {
		List<ResultRow> notBack = inEveryForm(result, "notFollowingBack", limit);
		List<ResultRow> fans = inEveryForm(result, "fans", limit);
		List<ResultRow> mutual = inEveryForm(result, "mutual", limit);
		assertThat(notBack).extracting(ResultRow::username).isEqualTo(truth.notFollowingBack());
		assertThat(fans).extracting(ResultRow::username).isEqualTo(truth.fans());
		assertThat(mutual).hasSize(truth.mutual());
		List<ResultRow> everybody = Stream.of(notBack, fans, mutual).flatMap(List::stream).toList();
		Set<String> ids = new HashSet<>();
		assertThat(everybody).allMatch(ResultRow::confirmed)
			.allMatch((row) -> row.id().matches("[1-9]\\d*"))
			.allMatch((row) -> ids.add(row.id()));
	}

	private static List<ResultRow> inEveryForm(ResultReader result, String view, int limit) {
		List<ResultRow> rows = result.pages(view, limit);
		assertThat(result.ndjson(view)).as("NDJSON of %s", view).isEqualTo(rows);
		assertThat(result.csv(view)).as("CSV of %s", view).isEqualTo(rows);
		return rows;
	}

}
