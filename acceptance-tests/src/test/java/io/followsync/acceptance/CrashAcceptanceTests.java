package io.followsync.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.followsync.acceptance.client.Event;
import io.followsync.acceptance.client.EventClient;
import io.followsync.acceptance.client.ResultRow;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.process.ServiceProcess;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Processes are killed without warning, as by SIGKILL, in the middle of a list. */
@StackTest(StackKind.ROUGH)
@Order(30)
class CrashAcceptanceTests {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	private static final int MIDDLE = 5;

	private static final String HOLDER = "SELECT worker_id FROM jobs WHERE state = 'RUNNING'";

	private static final Population SLOW = Population.small().answeringIn(250);

	@Test
	void anotherWorkerResumesTheJobOfAKilledOne(Stack stack) {
		Account account = stack.instagram().place(SLOW);
		String job = stack.gateway().submit(account.session());
		account.awaitPages(MIDDLE);

		ServiceProcess holder = holder(stack);
		holder.kill();
		stack.gateway().awaitResult(job);

		assertThat(holder.isAlive()).isFalse();
		assertThatNothingWasLostOrReadTwice(stack, job, account);
	}

	@Test
	@Tag("full")
	void jobsResumeAfterAPowerCut(Stack stack) {
		List<Account> accounts = List.of(stack.instagram().place(SLOW), stack.instagram().place(SLOW));
		List<String> jobs = accounts.stream().map((account) -> stack.gateway().submit(account.session())).toList();
		accounts.forEach((account) -> account.awaitPages(MIDDLE));

		stack.parts().killAll();
		stack.parts().startAgain();

		for (int i = 0; i < jobs.size(); i++) {
			stack.gateway().awaitResult(jobs.get(i));
			assertThatNothingWasLostOrReadTwice(stack, jobs.get(i), accounts.get(i));
		}
	}

	@Test
	@Tag("full")
	void aStreamResumesAfterTheGatewayWasKilled(Stack stack) {
		Account account = stack.instagram().place(SLOW);
		EventClient client = stack.gateway().events(stack.gateway().submit(account.session()));
		List<Event> seen = new ArrayList<>(client.watchUntil((event) -> event.fetched() > 75));

		stack.parts().gateway().kill();
		assertThat(client.watchUntil((event) -> true)).as("events of a dead gateway").isEmpty();
		stack.parts().gateway().start();
		await().atMost(IN_TIME).until(() -> {
			seen.addAll(client.watchUntil(Event::isTerminal));
			return seen.getLast().isTerminal();
		});

		StreamProof.assertOneStory(seen);
		assertThat(seen.getLast().name()).isEqualTo("completed");
		assertThat(account.audit().repeated()).as("pages served again").isZero();
	}

	private static ServiceProcess holder(Stack stack) {
		List<String> holders = await().atMost(IN_TIME)
			.until(() -> stack.tables().column(HOLDER), (found) -> found.size() == 1);
		return stack.parts()
			.services()
			.stream()
			.filter((service) -> holders.getFirst().startsWith(service.name()))
			.findFirst()
			.orElseThrow();
	}

	private static void assertThatNothingWasLostOrReadTwice(Stack stack, String job, Account account) {
		assertThatItIsTheTruth(stack, job, account);
		assertThat(account.audit().repeated()).as("pages served again, beyond the one in flight")
			.isLessThanOrEqualTo(1);
	}

	private static void assertThatItIsTheTruth(Stack stack, String job, Account account) {
		assertThat(stack.gateway().result(job).ndjson("notFollowingBack")).extracting(ResultRow::username)
			.isEqualTo(account.truth().notFollowingBack());
		assertThat(stack.gateway().result(job).ndjson("fans")).extracting(ResultRow::username)
			.isEqualTo(account.truth().fans());
	}

}
