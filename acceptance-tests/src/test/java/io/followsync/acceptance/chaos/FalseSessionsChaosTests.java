package io.followsync.acceptance.chaos;

import java.util.ArrayList;
import java.util.List;

import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.KnownSessions;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.job.Session;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Sessions that only name the user ids of accounts which are being read. */
@ChaosTest
@StackTest(StackKind.ROUGH)
@Order(45)
class FalseSessionsChaosTests {

	private static final Population LONG = Population.of(300, 150, 90).answeringIn(100);

	@Test
	void theySeeNothingAndTheOwnersAreNotHindered(Stack stack, Disorder disorder) {
		Crowd owners = new Crowd(stack);
		owners.submit(6, LONG);
		new Work(stack.tables()).awaitPages(disorder.between(1, 30));
		List<Account> accounts = List.copyOf(owners.jobs().values());
		Account thief = stack.instagram().place(Population.of(3, 3, 3));
		List<String> falseJobs = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			Session session = KnownSessions.made(disorder.oneOf(accounts).id());
			if (disorder.oneIn(2)) {
				stack.instagram().kill(session);
			}
			else {
				stack.instagram().reveal(session, thief.id());
			}
			falseJobs.add(stack.gateway().submit(session));
		}

		owners.assertThatAllEndWithTheTruth();
		assertThat(owners.repeated()).as("pages served again to the owners").isZero();
		for (String job : falseJobs) {
			assertThat(stack.gateway().awaitFailure(job).path("kind").asString()).isEqualTo("NOT_ACCEPTED");
			assertThat(stack.gateway().job(job).path("lists").path("followers").path("fetched").asInt()).isZero();
			assertThat(stack.gateway().status(job).json().has("result")).isFalse();
		}
		Soundness.assertThatNothingIsLeftOver(stack);
	}

}
