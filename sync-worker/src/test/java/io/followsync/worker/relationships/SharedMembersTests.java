package io.followsync.worker.relationships;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/** Accounts that have the same members, and whose syncs end at once. */
class SharedMembersTests {

	private static final int ROUNDS = 8;

	private static final int ACCOUNTS = 4;

	@Test
	void syncsThatEndAtOnceDoNotDeadlock() {
		try (KeptHistory kept = new KeptHistory()) {
			kept.keep(1, ACCOUNTS);
			for (int round = 1; round <= ROUNDS; round++) {
				List<WalkedSync> syncs = new ArrayList<>();
				for (long account = 1; account <= ACCOUNTS; account++) {
					syncs.add(WalkedSync.at(round * 1000 + account, account, everybody(round, account), Map.of()));
				}
				kept.load(syncs);

				Flux.fromIterable(syncs).flatMap(kept::end, ACCOUNTS).blockLast(Duration.ofSeconds(60));
			}
			assertThat(kept.database.value("SELECT count(*) FROM relationships")).isEqualTo("2000");
			assertThat(kept.database.value("SELECT count(*) FROM members WHERE username NOT LIKE '%_8_4'"))
				.isEqualTo("0");
		}
	}

	@Test
	void aProfileReadEarlierDoesNotReplaceALaterOne() {
		try (KeptHistory kept = new KeptHistory()) {
			kept.keep(1, 2);
			kept.run(WalkedSync.at(1000, 1, Map.of(7L, "old"), Map.of()));
			kept.run(WalkedSync.at(3000, 2, Map.of(7L, "new"), Map.of()));
			kept.run(WalkedSync.at(2000, 1, Map.of(7L, "old"), Map.of()));

			assertThat(kept.database.value("SELECT username FROM members")).isEqualTo("new");
			assertThat(kept.events(1)).isEmpty();
		}
	}

	/**
	 * Everybody has another name in each walk, and each account another order of pages.
	 */
	private static Map<Long, String> everybody(int round, long account) {
		Map<Long, String> members = new TreeMap<>(
				(a, b) -> (account % 2 == 0) ? Long.compare(a, b) : Long.compare(b, a));
		for (long key = 1; key <= 500; key++) {
			members.put(key, "m%d_%d_%d".formatted(key, round, account));
		}
		return members;
	}

}
