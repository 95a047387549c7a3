package io.followsync.gateway.accounts;

import io.followsync.gateway.KeptAccountTest;
import io.followsync.gateway.QueryPlan;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether an answer is still right is asked for each page. */
class AccountVersionPlanTests extends KeptAccountTest {

	@Test
	void readsARowOfEachKind() {
		sql("""
				INSERT INTO whitelisted_members (account_id, member_key, username)
				SELECT %d, n, 'n' || n FROM generate_series(1, 20000) n""".formatted(ACCOUNT));
		sql("INSERT INTO whitelist_versions (account_id) VALUES (%d)".formatted(ACCOUNT));
		sql("ANALYZE whitelisted_members");
		QueryPlan plan = QueryPlan.of(this.database, AccountVersions.VERSION.replace("$1", Long.toString(ACCOUNT)));
		assertThat(plan.find((node) -> node.has("Relation Name")))
			.extracting((node) -> node.path("Relation Name").stringValue())
			.containsExactlyInAnyOrder("accounts", "account_lists", "whitelist_versions");
		assertThat(QueryPlan.rows(plan.find((node) -> node.has("Relation Name")))).isLessThanOrEqualTo(4);
	}

}
