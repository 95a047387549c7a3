package io.followsync.worker.relationships;

import java.util.List;
import java.util.Map;

import io.followsync.worker.relationships.WalkedSync.Page;
import io.followsync.worker.relationships.WalkedSync.Walk;
import org.junit.jupiter.api.Test;

import static io.followsync.worker.relationships.WalkedSync.members;
import static org.assertj.core.api.Assertions.assertThat;

/** Decision 030, sentence by sentence. */
class ReconciliationTests extends AbstractHistoryTests {

	@Test
	void theFirstSyncBeginsTheHistoryWithoutEvents() {
		sync(1000, members(1, 2), members(2, 3));

		assertThat(relationships()).isEqualTo("""
				FOLLOWERS 1 m1 1060 reciprocated=false
				FOLLOWERS 2 m2 1060 reciprocated=true
				FOLLOWING 2 m2 1130 reciprocated=true
				FOLLOWING 3 m3 1130 reciprocated=false
				""");
		assertThat(events()).isEmpty();
		assertThat(kept.insights(this.account)).isEqualTo("2 2 1 1 1 +0 -0 ?0\n");
	}

	@Test
	void aNewMemberFollowedBetweenTwoWalks() {
		sync(1000, members(1), members(2));
		sync(2000, members(1, 2), members(2, 3));

		assertThat(events()).isEqualTo("""
				1 FOLLOWED_YOU 2 m2 1000..2060
				2 YOU_FOLLOWED 3 m3 1070..2130
				""");
		assertThat(relationships()).contains("FOLLOWERS 2 m2 2060 absent=1000 reciprocated=true")
			.contains("FOLLOWING 2 m2 1130 reciprocated=true");
		assertThat(kept.insights(this.account)).endsWith("2 2 1 1 1 +1 -0 ?0\n");
	}

	@Test
	void aMemberMissedOnceHasNotLeft() {
		sync(1000, members(1), members(1));
		sync(2000, members(), members(1));

		assertThat(events()).isEmpty();
		assertThat(relationships()).isEqualTo("""
				FOLLOWERS 1 m1 1060 missed=2060 seen=1000 reciprocated=true
				FOLLOWING 1 m1 1130 reciprocated=false
				""");
	}

	@Test
	void theFiguresShowWhatTheLastWalkShowed() {
		sync(1000, members(1, 2, 3), members(1, 2));
		assertThat(kept.insights(this.account)).endsWith("3 2 2 0 1 +0 -0 ?0\n");

		sync(2000, members(3), members(2));
		assertThat(kept.insights(this.account)).as("1 is missed in both lists, 2 among the followers")
			.endsWith("1 1 0 1 1 +0 -0 ?2\n");

		sync(3000, members(2, 3), members(2));
		assertThat(kept.insights(this.account)).as("2 is back, 1 is missed again").endsWith("2 1 1 0 1 +0 -1 ?0\n");
	}

	@Test
	void whoIsMissedInOneListIsNotMutualInTheOther() {
		sync(1000, members(1, 2), members(1, 2));
		sync(2000, members(1), members(2));
		assertThat(relationships()).isEqualTo("""
				FOLLOWERS 1 m1 1060 reciprocated=false
				FOLLOWERS 2 m2 1060 missed=2060 seen=1000 reciprocated=true
				FOLLOWING 1 m1 1130 missed=2130 seen=1070 reciprocated=true
				FOLLOWING 2 m2 1130 reciprocated=false
				""");

		sync(3000, members(1, 2), members(1, 2));
		assertThat(relationships()).isEqualTo("""
				FOLLOWERS 1 m1 1060 reciprocated=true
				FOLLOWERS 2 m2 1060 reciprocated=true
				FOLLOWING 1 m1 1130 reciprocated=true
				FOLLOWING 2 m2 1130 reciprocated=true
				""");
	}

	@Test
	void aMemberWhoIsBackWasNeverGone() {
		sync(1000, members(1), members(1));
		sync(2000, members(), members(1));
		sync(3000, members(1), members(1));

		assertThat(events()).isEmpty();
		assertThat(relationships()).isEqualTo("""
				FOLLOWERS 1 m1 1060 reciprocated=true
				FOLLOWING 1 m1 1130 reciprocated=true
				""");
	}

	@Test
	void aMemberMissedTwiceLeftBeforeTheFirstMiss() {
		sync(1000, members(1), members(1));
		sync(2000, members(), members(1));
		sync(3000, members(), members(1));

		assertThat(events()).isEqualTo("1 UNFOLLOWED_YOU 1 m1 1000..2060\n");
		assertThat(relationships()).isEqualTo("""
				FOLLOWERS 1 m1 1060 missed=2060 seen=1000 until=2060
				FOLLOWING 1 m1 1130 reciprocated=false
				""");
		assertThat(kept.insights(this.account)).endsWith("0 1 0 1 0 +0 -1 ?0\n");
	}

	@Test
	void aMemberWhoLeftBothListsMakesOneEvent() {
		sync(1000, members(1), members(1));
		sync(2000, members(), members());
		sync(3000, members(), members());

		assertThat(events()).isEqualTo("1 LEFT_OR_GONE 1 m1 1000..2130\n");
	}

	@Test
	void aMemberMissedInTheOtherListMayBeGone() {
		sync(1000, members(1), members(1));
		sync(2000, members(1), members());
		sync(3000, members(), members());
		sync(4000, members(), members());

		assertThat(events()).isEqualTo("""
				1 LEFT_OR_GONE 1 m1 1070..2130
				2 LEFT_OR_GONE 1 m1 2000..3060
				""");
	}

	@Test
	void aRefollowIsANewInterval() {
		sync(1000, members(1), members(1));
		sync(2000, members(), members(1));
		sync(3000, members(), members(1));
		sync(4000, members(1), members(1));

		assertThat(events()).isEqualTo("""
				1 UNFOLLOWED_YOU 1 m1 1000..2060
				2 FOLLOWED_YOU 1 m1 3000..4060
				""");
		assertThat(relationships()).isEqualTo("""
				FOLLOWERS 1 m1 1060 missed=2060 seen=1000 until=2060
				FOLLOWERS 1 m1 4060 absent=3000 reciprocated=true
				FOLLOWING 1 m1 1130 reciprocated=true
				""");
	}

	@Test
	void whoComesBackAfterVanishingNeedNotHaveFollowedAgain() {
		sync(1000, members(1, 2), members(1));
		sync(2000, members(), members());
		sync(3000, members(), members());
		sync(4000, members(1, 2), members(1));
		sync(5000, members(2), members(1));
		sync(6000, members(2), members(1));
		sync(7000, members(1, 2), members(1, 2));

		assertThat(events()).isEqualTo("""
				1 LEFT_OR_GONE 2 m2 1000..2060
				2 LEFT_OR_GONE 1 m1 1000..2130
				3 RETURNED 2 m2 3000..4060
				4 RETURNED 1 m1 3000..4130
				5 UNFOLLOWED_YOU 1 m1 4000..5060
				6 FOLLOWED_YOU 1 m1 6000..7060
				7 YOU_FOLLOWED 2 m2 6070..7130
				""");
		assertThat(kept.insights(this.account)).contains("2 1 1 0 1 +2 -0 ?0\n").endsWith("2 2 2 0 0 +1 -0 ?0\n");
	}

	@Test
	void aRenamingIsOneEvent() {
		sync(1000, members(1), members(1));
		sync(2000, Map.of(1L, "M1"), Map.of(1L, "M1", 2L, "new"));

		assertThat(events()).isEqualTo("""
				1 RENAMED 1 m1> M1 1070..2130
				2 YOU_FOLLOWED 2 new 1070..2130
				""");
		assertThat(relationships()).contains("FOLLOWERS 1 M1 1060").contains("FOLLOWING 1 M1 1130");
	}

	@Test
	void aRenamingBetweenTheListsIsOneEventAndKeepsTheLastName() {
		sync(1000, members(1), members(1));
		sync(2000, members(1), Map.of(1L, "later"));
		sync(3000, Map.of(1L, "later"), Map.of(1L, "later"));

		assertThat(events()).isEqualTo("1 RENAMED 1 m1> later 1070..2130\n");
	}

	@Test
	void whoReturnsRenamedWasRenamedAfterTheLastWalkThatShowedThem() {
		sync(1000, members(1), members());
		sync(2000, members(), members());
		sync(3000, Map.of(1L, "back"), members());

		assertThat(events()).isEqualTo("1 RENAMED 1 m1> back 1000..3060\n");
	}

	@Test
	void anOlderWalkChangesNothing() {
		sync(1000, members(1), members(1));
		sync(3000, members(1, 2), members(1));
		String before = kept.everything().toString();

		sync(2000, members(), members());
		sync(3060, members(), members());

		assertThat(kept.everything()).hasToString(before);
	}

	@Test
	void aSuspectSyncChangesNothing() {
		sync(1000, members(1), members(1));
		String before = kept.everything().toString();

		kept.run(walked(2000, members(), members(2)).suspect());

		assertThat(kept.everything()).hasToString(before);
	}

	@Test
	void aCrashChangesNothingAndTheRepetitionEverythingOnce() {
		sync(1000, members(1), members(1));
		String before = kept.everything().toString();
		WalkedSync second = walked(2000, members(1, 2), members(1));
		kept.load(List.of(second));

		kept.crash(second).block();
		assertThat(kept.everything()).hasToString(before);

		kept.end(second).block();
		assertThat(events()).isEqualTo("1 FOLLOWED_YOU 2 m2 1000..2060\n");
	}

	@Test
	void nothingIsStoredOfAnAccountThatIsNotKept() {
		this.account = 999_999;
		sync(1000, members(1), members(1));

		assertThat(relationships()).isEmpty();
		assertThat(kept.insights(this.account)).isEmpty();
	}

	@Test
	void unitedWalksBeginWithTheFirst() {
		sync(1000, members(1, 2), members());
		Walk both = new Walk("FOLLOWERS", 2, 2050, 2060, true,
				List.of(Page.of(1, 1, 2000, members(1, 2)), Page.of(2, 1, 2050, members(1))));
		WalkedSync second = walked(2000, members(), members());
		kept.run(new WalkedSync(second.job(), this.account, both, second.following(), second.probes(), true));
		assertThat(relationships()).contains("FOLLOWERS 2 m2 1060 reciprocated=false");

		sync(3000, members(1), members());
		assertThat(relationships()).contains("FOLLOWERS 2 m2 1060 missed=3060 seen=2000");
	}

}
