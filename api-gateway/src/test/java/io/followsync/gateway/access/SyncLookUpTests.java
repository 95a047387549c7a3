package io.followsync.gateway.access;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.followsync.account.OwnerId;
import io.followsync.gateway.AccountHistory;
import io.followsync.gateway.KeptAccountTest;
import io.followsync.gateway.QueryPlan;
import io.followsync.job.JobId;
import io.followsync.job.AccountId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A sync is looked up in the months in which it can have ended. */
class SyncLookUpTests extends KeptAccountTest {

	@Autowired
	private OwnedAccounts accounts;

	@BeforeEach
	void keepMonthsOfAYear() {
		sql("SELECT keep_month_partitions(1200)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-11-02", "2026-11-20", "2026-11-30" })
	void readsOneOrTwoMonths(String day) {
		UUID sync = this.kept.endedSync(ACCOUNT, "COMPLETED", day);
		String statement = OwnedAccounts.SYNC.formatted(SyncMonths.LIKELY.condition())
			.replace(":sync", "'" + sync + "'")
			.replace(":account", Long.toString(ACCOUNT))
			.replace(":owner", "'" + OWNER + "'");
		QueryPlan plan = QueryPlan.of(this.database, bound(statement, sync));
		assertThat(plan.scans("ended_syncs", "ended_syncs")).hasSizeBetween(1, 2);
		assertThat(found(sync)).isEqualTo(new JobId(sync));
	}

	@Test
	void findsASyncWhoseGatewaysClockWasWrong() {
		UUID sync = AccountHistory.syncOf(Instant.parse("2031-01-01T00:00:00Z"));
		UUID stored = this.kept.endedSync(ACCOUNT, "CANCELLED", "2026-11-20");
		sql("UPDATE ended_syncs SET id = '%s' WHERE id = '%s'".formatted(sync, stored));
		assertThat(found(sync)).isEqualTo(new JobId(sync));
		this.asOwner.get().uri(path("/syncs/" + sync)).exchange().expectStatus().isOk();
	}

	@ParameterizedTest
	@ValueSource(strings = { "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
			"7f1f5a2c-9d3b-4c1e-8f10-0a0b0c0d0e0f" })
	void findsNoSyncOfAnyOtherId(String id) {
		this.asOwner.get().uri(path("/syncs/" + id)).exchange().expectStatus().isNotFound();
	}

	private static String bound(String statement, UUID sync) {
		Map<String, Double> values = SyncMonths.LIKELY.values(new JobId(sync));
		return statement.replace(":from", values.get("from").toString()).replace(":to", values.get("to").toString());
	}

	private JobId found(UUID sync) {
		Owner owner = new Owner(new OwnerId(OWNER), Set.of(), new Credential.OfBrowser(new UUID(0, 0)));
		return this.accounts.requireSync(owner, new AccountId(ACCOUNT), sync).block();
	}

}
