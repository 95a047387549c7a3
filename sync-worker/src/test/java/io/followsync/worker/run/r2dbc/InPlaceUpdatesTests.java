package io.followsync.worker.run.r2dbc;

import java.util.List;

import io.followsync.job.ListKind;
import io.followsync.worker.claim.Claims;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a running job writes again and again touches no index (PostgreSQL calls it a
 * heap-only tuple): neither a renewed lease nor a stored page.
 */
class InPlaceUpdatesTests extends AbstractLedgerTests {

	private static final int TIMES_WRITTEN = 5;

	@Test
	void renewalsAndPagesTouchNoIndex() {
		String jobs = outOfPlace("jobs");
		String lists = outOfPlace("job_lists");

		for (int time = 1; time <= TIMES_WRITTEN; time++) {
			assertThat(this.claims.renew(List.of(this.lease)).block()).singleElement()
				.extracting(Claims.Renewal::renewed)
				.isEqualTo(true);
			store(ListKind.FOLLOWERS, time, page(time * 10L, 3, "next").members());
		}

		assertThat(outOfPlace("jobs")).isEqualTo(jobs);
		assertThat(outOfPlace("job_lists")).isEqualTo(lists);
		assertThat(this.database.value("SELECT n_tup_hot_upd >= 10 FROM pg_stat_user_tables WHERE relname = 'jobs'"))
			.isEqualTo("true");
	}

	private String outOfPlace(String table) {
		this.database.flushStatistics();
		return this.database
			.value("SELECT n_tup_upd - n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = '%s'".formatted(table));
	}

}
