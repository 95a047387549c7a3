package io.followsync.acceptance.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Audit;
import io.followsync.acceptance.simulator.KnownSessions;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.job.Session;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** False sessions that name the user ids of accounts that are being read. */
@ChaosTest
@StackTest(StackKind.ROUGH)
@Order(45)
class FalseSessionsChaosTests {

	private static final int FALSE = 200;

	private static final String PAID = "followsync_budget_requests_total";

	private static final String PARKED = "followsync_jobs_parked_total";

	// As if others had just used it up: for five seconds, long enough on any machine, new
	// sessions get nothing.
	private static final String USED_UP = """
			UPDATE token_buckets SET tokens = -75, refilled_at = deciding_time() WHERE name = 'unconfirmed'""";

	private static final Map<String, String> BY_ACCOUNTS = Map.of("lane", "account", "outcome", "paid");

	private static final Map<String, String> REFUSED_TO_ACCOUNTS = Map.of("lane", "account", "outcome", "short");

	private static final Map<String, String> REFUSED_TO_OTHERS = Map.of("lane", "unconfirmed", "outcome", "short");

	// So slow that no owner ever waits for its own budget.
	private static final Population LONG = Population.of(600, 150, 90).answeringIn(300);

	@Test
	void forgedSessionsSeeNothingAndDoNotHinderOwners(Stack stack, Disorder disorder) {
		double paid = stack.sumOfWorkers(PAID, BY_ACCOUNTS);
		double refused = stack.sumOfWorkers(PAID, REFUSED_TO_ACCOUNTS);
		double refusedToOthers = stack.sumOfWorkers(PAID, REFUSED_TO_OTHERS);
		double lanesMet = lanesMet(stack);
		Crowd owners = new Crowd(stack);
		owners.submit(6, LONG);
		new Work(stack.tables()).awaitPages(disorder.between(1, 30));
		List<Account> accounts = List.copyOf(owners.jobs().values());
		// After its first answer, an owner is known and pays from its own budget.
		accounts.forEach((account) -> account.awaitPages(1));
		stack.tables().execute(USED_UP);
		Account thief = stack.instagram().place(Population.of(3, 3, 3));
		List<String> falseJobs = new ArrayList<>();
		int stolen = 0;
		for (int i = 0; i < FALSE; i++) {
			Session session = KnownSessions.made(disorder.oneOf(accounts).id());
			if (disorder.oneIn(2)) {
				stack.instagram().kill(session);
			}
			else {
				stack.instagram().reveal(session, thief.id());
				stolen++;
			}
			falseJobs.add(stack.gateway().submit(session));
		}

		owners.assertThatAllEndWithTheTruth();
		falseJobs.forEach((job) -> assertThatItSawNothing(stack, job));
		Soundness.assertThatAllIsWell(stack, owners);
		assertThat(stack.sumOfWorkers(PAID, REFUSED_TO_OTHERS)).as("the budget of false sessions was met")
			.isGreaterThan(refusedToOthers);
		assertThat(stack.sumOfWorkers(PAID, REFUSED_TO_ACCOUNTS)).as("requests that an owner had to wait for")
			.isEqualTo(refused);
		assertThat(lanesMet(stack)).as("jobs that met another one of their lane").isEqualTo(lanesMet);
		int ofOwners = owners.audits().values().stream().mapToInt(Audit::total).sum();
		// Each owner's first request is paid for as that of an unknown session.
		assertThat(stack.sumOfWorkers(PAID, BY_ACCOUNTS) - paid).as("requests paid by accounts")
			.isEqualTo(ofOwners - accounts.size());
		assertThat(thief.audit().total()).as("requests with stolen sessions").isEqualTo(stolen);
		assertThat(owners.audits().values().stream().mapToInt(Audit::notAuthenticated).sum())
			.as("requests with dead sessions")
			.isEqualTo(FALSE - stolen);
	}

	private static double lanesMet(Stack stack) {
		return stack.sumOfWorkers(PARKED, Map.of("reason", "lane_busy"));
	}

	private static void assertThatItSawNothing(Stack stack, String job) {
		assertThat(stack.gateway().awaitFailure(job).path("kind").asString()).isEqualTo("NOT_ACCEPTED");
		assertThat(stack.gateway().job(job).path("lists").path("followers").path("fetched").asInt()).isZero();
		assertThat(stack.gateway().status(job).json().has("result")).isFalse();
	}

}
