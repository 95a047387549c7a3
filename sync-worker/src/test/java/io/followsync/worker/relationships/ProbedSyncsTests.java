package io.followsync.worker.relationships;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.followsync.worker.relationships.WalkedSync.Probe;
import org.junit.jupiter.api.Test;

import static io.followsync.worker.relationships.WalkedSync.members;
import static org.assertj.core.api.Assertions.assertThat;

/** What decision 030 says of probes, and whom a sync probes. */
class ProbedSyncsTests extends AbstractHistoryTests {

	@Test
	void aProbeConfirmsTheFirstMiss() {
		sync(1000, members(1, 2), members(1, 2));
		kept.run(walked(2000, members(2), members(1)).probing(Probe.answered(1, 2200, true, false),
				Probe.answered(2, 2201, false, true)));

		assertThat(events()).isEqualTo("""
				1 UNFOLLOWED_YOU 1 m1 1000..2060
				2 YOU_UNFOLLOWED 2 m2 1070..2130
				""");
		assertThat(relationships()).contains("FOLLOWERS 1 m1 1060 missed=2060 seen=1000 until=2060");
	}

	@Test
	void aGoneProfileMakesOneEvent() {
		sync(1000, members(1), members(1));
		kept.run(walked(2000, members(), members()).probing(Probe.gone(1, 2200)));

		assertThat(events()).isEqualTo("1 GONE 1 m1 1000..2130\n");
	}

	@Test
	void aProbeShowsWhomTheWalkMissed() {
		sync(1000, members(1), members(1));
		kept.run(walked(2000, members(), members(1)).probing(Probe.answered(1, 2200, true, true)));
		sync(3000, members(), members(1));

		assertThat(events()).isEmpty();
		assertThat(relationships()).contains("FOLLOWERS 1 m1 1060 missed=3060 seen=2000 reciprocated=true");
	}

	@Test
	void aRefusedProbeLeavesItToTheWalks() {
		sync(1000, members(1), members(1));
		kept.run(walked(2000, members(), members(1)).probing(Probe.refused(1, 2200)));

		assertThat(events()).isEmpty();
	}

	@Test
	void aProbeEndsWhatTheWalkStillShowed() {
		sync(1000, members(), members(1));
		kept.run(walked(2000, members(), members(1)).probing(Probe.answered(1, 2200, false, false)));

		assertThat(events()).isEqualTo("1 YOU_UNFOLLOWED 1 m1 2070..2200\n");
	}

	@Test
	void aProbeOpensWhatNoWalkShowed() {
		sync(1000, members(), members(1));
		kept.run(walked(2000, members(), members(1)).probing(Probe.answered(1, 2200, true, true)));

		assertThat(events()).isEqualTo("1 FOLLOWED_YOU 1 m1 1000..2200\n");
	}

	@Test
	void missedMembersAreProbedFirst() {
		sync(1000, members(1, 2, 3, 4), members(1, 5, 6, 7));
		sync(2000, members(1, 2, 3), members(1, 5, 6, 7));

		Map<Long, String> following = new TreeMap<>(members(1, 6, 7));
		following.put(-8L, "by_name");
		assertThat(kept.chooseProbes(walked(3000, members(1, 2), following), 5)).containsExactly(4L, 3L, 5L, 6L, 7L);
		assertThat(kept.chooseProbes(walked(4000, members(1, 2), following), 2)).containsExactly(4L, 3L);
	}

	@Test
	void anExactListOfFollowersLeavesOnlyMissedMembersToProbe() {
		sync(1000, members(1, 2), members(1));
		WalkedSync second = walked(2000, members(1), members(1, 3));
		kept.load(List.of(second));
		kept.database.execute("UPDATE job_lists SET declared = 1 WHERE job_id = '%s'".formatted(second.job()));

		assertThat(kept.chosenProbes(second, 9)).containsExactly(2L);
	}

}
