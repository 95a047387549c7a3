package io.followsync.gateway.signin;

import java.util.UUID;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.QueryPlan;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a new sign-in reads does not grow with those of others. */
class SignInPlanTests extends GatewayIntegrationTest {

	private static final UUID OWNER = UUID.randomUUID();

	@Test
	void countsTheOpenOnesOfItsOwnerAndAddressOnly() {
		sql("INSERT INTO owners (id) VALUES ('%s'), (gen_random_uuid())".formatted(OWNER));
		sql("""
				INSERT INTO sign_ins (id, secret_hash, job_id, account_id, sealed, requested_by, client_hash, code, expires_at, proven_at)
				SELECT gen_random_uuid(), int4send(n), gen_random_uuid(), n, '', CASE WHEN n <= 5 THEN '%s'::uuid END,
				  int4send(n / 7), 'code', deciding_time() + interval '1 hour', deciding_time()
				  FROM generate_series(1, 20000) n"""
			.formatted(OWNER));
		sql("ANALYZE sign_ins");

		QueryPlan plan = QueryPlan.of(this.database,
				SignInStore.HAS_ROOM.replace(":client", "int4send(100)")
					.replace(":owner", "'" + OWNER + "'")
					.replace(":ofAddress", "100")
					.replace(":ofOwner", "20"));

		assertThat(plan.scans("sign_ins", "s"))
			.allSatisfy((scan) -> assertThat(scan.path("Node Type").stringValue()).matches("(Index|Bitmap Heap).*"));
		assertThat(QueryPlan.rows(plan.scans("sign_ins", "s"))).isEqualTo(12);
	}

}
