package io.followsync.acceptance.kept;

import java.util.Map;

import io.followsync.acceptance.client.KeptEvent;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.SharedStackTest;
import io.followsync.acceptance.stack.Stack;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is told of a kept account is what happened to it, sync by sync. */
@SharedStackTest
class HistoryAcceptanceTests {

	private static final Population LISTS = Population.of(260, 180, 110).inLargePages();

	/** More than refused probes that end all probing. */
	private static final int REFUSALS = 5;

	@Test
	void tellsEveryChangeOnceWithinTheTimesOfTwoWalks(Stack stack) {
		WatchedAccount account = WatchedAccount.signIn(stack, LISTS);
		account.sync();
		account.assertThatHistoryIsTrue();

		// More than are probed in one sync, so some are only missed.
		account.instagram()
			.change(Map.of("newFollowers", 12, "lostFollowers", 14, "newFollowing", 5, "lostFollowing", 9, "renamed", 8,
					"gone", 4, "deactivated", 15));
		account.sync();
		account.assertThatHistoryIsTrue();

		account.instagram()
			.change(Map.of("returned", 15, "regainedFollowers", 6, "regainedFollowing", 4, "renamed", 5));
		account.sync();
		account.assertThatHistoryIsTrue();
		assertThat(account.kept().events()).extracting(KeptEvent::kind)
			.contains("FOLLOWED_YOU", "UNFOLLOWED_YOU", "YOU_FOLLOWED", "YOU_UNFOLLOWED", "RENAMED", "GONE",
					"RETURNED");
	}

	@Test
	void believesAnAbsenceOnlyOfTwoWalksIfNobodyAnswersProbes(Stack stack) {
		WatchedAccount account = WatchedAccount.signIn(stack, LISTS);
		account.sync();

		// Some of them are in the other list, too. That is certain with 39 of 260, as
		// they
		// are spread. With 40, one account in 13 loses none of these.
		account.instagram().change(Map.of("lostFollowers", 39, "lostFollowing", 4, "gone", 3, "deactivated", 4));
		account.instagram().fault("show", 1, REFUSALS, "html_shell");
		account.sync();
		account.assertThatHistoryIsTrue();
		assertThat(account.kept().events()).isEmpty();

		account.instagram().change(Map.of("returned", 2, "renamed", 3));
		account.instagram().fault("show", 1, REFUSALS, "html_shell");
		account.sync();
		account.assertThatHistoryIsTrue();
		assertThat(account.kept().events()).extracting(KeptEvent::kind).contains("UNFOLLOWED_YOU", "LEFT_OR_GONE");
	}

}
