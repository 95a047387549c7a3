package io.followsync.gateway.whitelist;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.followsync.gateway.KeptAccountTest;
import io.followsync.gateway.ManyRelationships;
import io.followsync.gateway.QueryPlan;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What is looked up costs what is found, however many members an account has. */
class WhitelistPlanTests extends KeptAccountTest {

	@Test
	void readsOnlyWhomItFindsAndWhoIsOnAPage() {
		new ManyRelationships(this.database, ACCOUNT).fill(50_000);
		String names = IntStream.rangeClosed(0, 350)
			.mapToObj((n) -> "'n" + (49_951 + 50 * n) + "'")
			.collect(Collectors.joining(", ", "ARRAY[", "]"));
		QueryPlan lookup = plan(MemberLookup.BY_NAME.replace(":names", names));
		assertThat(lookup.scans("relationships", "r")).allSatisfy(WhitelistPlanTests::isOfAnIndex);
		// 351 names, of whom one is mutual and 200 are in both lists.
		assertThat(QueryPlan.rows(lookup.scans("relationships", "r"))).isLessThanOrEqualTo(600);

		sql("""
				INSERT INTO whitelisted_members (account_id, member_key, username)
				SELECT %d, n, 'n' || n FROM generate_series(1, 20000) n""".formatted(ACCOUNT));
		sql("ANALYZE whitelisted_members");
		QueryPlan page = plan(Whitelist.PAGE.replace(":name", "'n5'").replace(":key", "5").replace(":limit", "51"));
		assertThat(page.scans("whitelisted_members", "w")).allSatisfy(WhitelistPlanTests::isOfAnIndex);
		assertThat(QueryPlan.rows(page.scans("whitelisted_members", "w"))).isEqualTo(51);
	}

	private QueryPlan plan(String statement) {
		return QueryPlan.of(this.database, statement.replace(":account", Long.toString(ACCOUNT)));
	}

	private static void isOfAnIndex(JsonNode scan) {
		assertThat(scan.path("Node Type").stringValue()).matches("(Index|Bitmap Heap).*");
		assertThat(scan.path("Filter").asString("")).doesNotContain("username");
	}

}
