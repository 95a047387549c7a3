package io.followsync.worker.relationships;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random histories of churn, lies and crashes are kept as decision 030 says, after every
 * step. {@code -Dhistory.seed=N} repeats a run.
 */
class RandomHistoriesTests {

	private static final int STEPS = 6;

	private static final int CONCURRENCY = 6;

	@Test
	void equalAPlainModelAfterEverySync() {
		keepHistories(150, MemberStatements.MAX_CANDIDATES);
	}

	// So few that many syncs exceed them.
	@Test
	void equalAPlainModelWhereManyMembersChange() {
		keepHistories(150, 3);
	}

	@Test
	@Tag("full")
	void equalAPlainModelInThousands() {
		keepHistories(2_000, MemberStatements.MAX_CANDIDATES);
	}

	private static void keepHistories(int accounts, int maxCandidates) {
		long seed = Long.getLong("history.seed", System.nanoTime());
		try (KeptHistory kept = new KeptHistory(maxCandidates)) {
			kept.keep(1, accounts);
			Map<Long, RandomAccount> random = new HashMap<>();
			Map<Long, HistoryModel> models = new HashMap<>();
			for (long account = 1; account <= accounts; account++) {
				random.put(account, new RandomAccount(account, seed + account));
				models.put(account, new HistoryModel());
			}
			for (int step = 1; step <= STEPS; step++) {
				List<WalkedSync> syncs = new ArrayList<>();
				random.values().forEach((account) -> syncs.add(account.next()));
				kept.load(syncs);
				Flux.fromIterable(syncs)
					.flatMap((sync) -> random.get(sync.account()).chance(10) ? kept.crash(sync).then(kept.end(sync))
							: kept.end(sync), CONCURRENCY)
					.blockLast(Duration.ofMinutes(10));
				syncs.forEach((sync) -> models.get(sync.account()).apply(sync));
				compare(kept.everything(), models, syncs, "seed %d, step %d".formatted(seed, step));
			}
		}
	}

	private static void compare(Map<Long, String> kept, Map<Long, HistoryModel> models, List<WalkedSync> syncs,
			String where) {
		for (WalkedSync sync : syncs) {
			assertThat(kept.getOrDefault(sync.account(), ""))
				.as("%s, account %d, after %s", where, sync.account(), sync)
				.isEqualTo(models.get(sync.account()).everything());
		}
	}

}
