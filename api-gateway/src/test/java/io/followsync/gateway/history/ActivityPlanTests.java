package io.followsync.gateway.history;

import java.util.List;

import io.followsync.gateway.KeptAccountTest;
import io.followsync.gateway.QueryPlan;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ActivityPlanTests extends KeptAccountTest {

	@Test
	void readsOnlyActivitiesOfTheChosenKinds() {
		sql("""
				INSERT INTO activities (account_id, at, kind)
				SELECT %d, '2026-11-20 00:00+00'::timestamptz - n * interval '1 s', CASE WHEN n %% 10000 = 0 THEN 'CONNECTED' ELSE 'SIGNED_IN' END
				FROM generate_series(1, 20000) n"""
			.formatted(ACCOUNT));
		sql("ANALYZE activities");

		List<JsonNode> scans = QueryPlan
			.of(this.database,
					Activities.OF_KINDS.replace("$1", Long.toString(ACCOUNT))
						.replace("$2", "'2026-11-30 00:00+00'")
						.replace("$3", "0")
						.replace("$4", "51")
						.replace("$5", "ARRAY['CONNECTED', 'OWNER_CHANGED']"))
			.scans("activities", "activities");

		assertThat(scans).isNotEmpty()
			.allSatisfy((scan) -> assertThat(scan.path("Index Name").stringValue()).endsWith("kind_at_id_idx"));
		assertThat(QueryPlan.rows(scans)).isEqualTo(2);
	}

}
