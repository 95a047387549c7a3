package io.followsync.gateway.relationships;

import java.time.Instant;
import java.util.List;

import io.followsync.gateway.KeptAccountTest;
import io.followsync.gateway.ManyRelationships;
import io.followsync.gateway.QueryPlan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static io.followsync.gateway.relationships.RelationshipOrder.NAME;
import static io.followsync.gateway.relationships.RelationshipOrder.NAME_DESCENDING;
import static io.followsync.gateway.relationships.RelationshipOrder.SINCE;
import static io.followsync.gateway.relationships.RelationshipOrder.SINCE_DESCENDING;
import static io.followsync.gateway.relationships.RelationshipOrder.UNTIL_DESCENDING;
import static org.assertj.core.api.Assertions.assertThat;

/** A page costs what is on it, however many members an account has. */
class RelationshipPlanTests extends KeptAccountTest {

	private static final int LIMIT = 50;

	@Test
	void aPageOf50000ReadsOnlyItsRows() {
		expectsOnlyItsRows(50_000);
	}

	@Test
	@Tag("full")
	void aPageOfAMillionReadsOnlyItsRows() {
		expectsOnlyItsRows(1_000_000);
	}

	private void expectsOnlyItsRows(int followers) {
		new ManyRelationships(this.database, ACCOUNT).fill(followers);
		for (RelationshipView view : RelationshipView.values()) {
			for (RelationshipOrder order : orders(view)) {
				assertThat(read(view, filter(null, order), LIMIT + 1, followers)).as("%s by %s", view, order)
					.isLessThanOrEqualTo(parts(view, order) * (LIMIT + 1L));
			}
		}
		for (RelationshipOrder order : orders(RelationshipView.NOT_FOLLOWING_BACK)) {
			assertThat(read(RelationshipView.NOT_FOLLOWING_BACK, filter(null, order), LIMIT + 1, followers))
				.as("not following back by %s", order)
				.isEqualTo(LIMIT + 1);
		}
		assertThat(read(RelationshipView.FANS, filter("zzz", NAME), Relationships.MAX_SCANNED, followers))
			.as("with a filter")
			.isLessThanOrEqualTo(Relationships.MAX_SCANNED);
	}

	private static List<RelationshipOrder> orders(RelationshipView view) {
		if (view == RelationshipView.UNCONFIRMED) {
			return List.of(NAME, NAME_DESCENDING);
		}
		return view.isWholeList() ? List.of(RelationshipOrder.values())
				: List.of(NAME, NAME_DESCENDING, SINCE, SINCE_DESCENDING);
	}

	private static int parts(RelationshipView view, RelationshipOrder order) {
		return (order == UNTIL_DESCENDING || view == RelationshipView.UNCONFIRMED) ? 1 : view.reciprocated().size();
	}

	private static RelationshipFilter filter(@Nullable String name, RelationshipOrder order) {
		return new RelationshipFilter(name, null, (order == UNTIL_DESCENDING) ? Instant.EPOCH : null, null, null, null,
				order);
	}

	/** Rows of relationships that a page from the middle of the order on reads. */
	private long read(RelationshipView view, RelationshipFilter filter, int scanned, int followers) {
		String statement = new ViewStatement(view, filter).text()
			.replace(":account", Long.toString(ACCOUNT))
			.replace(":from", from(filter.order(), followers))
			.replace(":key", "5")
			.replace(":list::", "'FOLLOWERS'::")
			.replace(":scanned", Integer.toString(scanned))
			.replace(":limit", Integer.toString(LIMIT + 1))
			.replace(":name", (filter.name() == null) ? "NULL" : "'" + filter.name() + "'")
			.replace(":lost", "'2026-11-01T00:00Z'")
			.replaceAll(":(gained|verified|private|whitelisted)", "NULL");
		assertThat(statement).doesNotContainIgnoringCase("offset");
		QueryPlan plan = QueryPlan.of(this.database, statement);
		List<JsonNode> scans = plan.scans("relationships", "r");
		assertThat(scans).as("%s by %s", view, filter.order()).isNotEmpty().allSatisfy((scan) -> {
			assertThat(scan.path("Index Name").asString("")).contains(index(view, filter.order()));
			assertThat(scan.path("Index Cond").stringValue()).contains("ROW(", filter.order().column());
			assertThat(scan.has("Filter")).as("filter beside the index").isFalse();
		});
		// Nothing is sorted but what is on the page.
		assertThat(QueryPlan.rows(plan.find((node) -> node.path("Node Type").stringValue().contains("Sort"))))
			.isLessThanOrEqualTo(4 * (LIMIT + 1L));
		return QueryPlan.rows(scans);
	}

	// The indexes of partitions are named by their columns, as far as a name may be long.
	private static String index(RelationshipView view, RelationshipOrder order) {
		if (view == RelationshipView.UNCONFIRMED) {
			return "_account_id_username_member_key_list_idx";
		}
		return switch (order) {
			case NAME, NAME_DESCENDING -> "_reciprocated_username_m";
			case SINCE, SINCE_DESCENDING -> "_reciprocated_since_m";
			case UNTIL_DESCENDING -> "_list_until_member_key_idx";
		};
	}

	/** The middle of those who do not follow back, or the latest end. */
	private static String from(RelationshipOrder order, int followers) {
		return switch (order) {
			case NAME, NAME_DESCENDING -> "'n%d'".formatted(followers + 3_000);
			case SINCE, SINCE_DESCENDING ->
				"'%s'".formatted(Instant.parse("2026-11-18T20:14:00Z").plusSeconds(followers + 3_000));
			case UNTIL_DESCENDING -> "'2027-01-01T00:00Z'";
		};
	}

}
