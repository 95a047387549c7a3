package io.followsync.worker.relationships;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A repeated sync writes about as many rows as there are changes, however long the lists.
 */
class WrittenRowsTests {

	private static final Logger log = LoggerFactory.getLogger(WrittenRowsTests.class);

	/** Who is followed does not follow back. */
	private static final long FOLLOWED = 10_000_000;

	private static final long FOLLOWING = 5000;

	private static final int PROBES = 20;

	@Test
	void twentyChangesAmongTwentyThousandWriteTwentyRows() {
		writesOnlyWhatChanged(20_000, 20);
	}

	@Test
	@Tag("full")
	void thousandChangesAmongAMillionWriteThousandRows() {
		writesOnlyWhatChanged(1_000_000, 1_000);
	}

	private static void writesOnlyWhatChanged(int size, int changes) {
		try (KeptHistory kept = new KeptHistory()) {
			kept.keep(1, 1);
			long first = sync(kept, 1_000, 0, size);
			String before = written(kept);

			long took = sync(kept, 100_000, changes / 2, size + changes / 2);

			assertThat(difference(before, written(kept)))
				.isEqualTo("relationships=%d members=%d versions=0".formatted(changes, changes / 2));
			log.info("a first sync of {} members was reconciled in {} ms, a repeated one with {} changes in {} ms",
					size, first, changes, took);
		}
	}

	/**
	 * Returns how long it took to choose its probes and to end it, in milliseconds.
	 */
	private static long sync(KeptHistory kept, long time, long first, long last) {
		WalkedSync sync = WalkedSync.at(time, 1, Map.of(), Map.of());
		kept.load(List.of(sync));
		kept.show(sync, "FOLLOWERS", first + 1, last);
		kept.show(sync, "FOLLOWING", FOLLOWED, FOLLOWED + FOLLOWING - 1);
		long began = System.nanoTime();
		assertThat(kept.chosenProbes(sync, PROBES)).hasSize(PROBES);
		kept.end(sync).block();
		return (System.nanoTime() - began) / 1_000_000;
	}

	/** Rows inserted and updated so far, as PostgreSQL counts them. */
	private static String written(KeptHistory kept) {
		kept.database.flushStatistics();
		return kept.database.value("""
				SELECT concat_ws(' ', sum(n_tup_ins + n_tup_upd) FILTER (WHERE relname LIKE 'relationships%'),
				  sum(n_tup_ins + n_tup_upd) FILTER (WHERE relname = 'members'),
				  sum(n_tup_ins + n_tup_upd) FILTER (WHERE relname = 'member_versions')) FROM pg_stat_user_tables""");
	}

	private static String difference(String before, String after) {
		String[] from = before.split(" ");
		String[] to = after.split(" ");
		return "relationships=%d members=%d versions=%d".formatted(Long.parseLong(to[0]) - Long.parseLong(from[0]),
				Long.parseLong(to[1]) - Long.parseLong(from[1]), Long.parseLong(to[2]) - Long.parseLong(from[2]));
	}

}
