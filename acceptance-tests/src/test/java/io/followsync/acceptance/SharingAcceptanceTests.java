package io.followsync.acceptance;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Audit;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Tag("full")
@StackTest(StackKind.QUIET)
@Order(10)
class SharingAcceptanceTests {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	private static final int JOBS = 16;

	private static final int SESSIONS = 3;

	private static final int LATENCY_MS = 100;

	private static final String FIRST_PAGE = "followers first";

	@Test
	void twoWorkersShareTheJobs(Stack stack) {
		double before1 = stack.claims(1);
		double before2 = stack.claims(2);
		Map<String, Account> jobs = new LinkedHashMap<>();
		for (int i = 0; i < JOBS; i++) {
			Account account = stack.instagram().place(Population.small().answeringIn(LATENCY_MS));
			jobs.put(stack.gateway().submit(account.session()), account);
		}

		jobs.forEach((job, account) -> {
			stack.gateway().awaitResult(job);
			assertThat(stack.gateway().result(job).ndjson("notFollowingBack")).extracting((row) -> row.username())
				.isEqualTo(account.truth().notFollowingBack());
			assertThat(account.audit().repeated()).as("pages served again").isZero();
		});
		assertThat(stack.claims(1) - before1).as("claims of worker 1").isPositive();
		assertThat(stack.claims(2) - before2).as("claims of worker 2").isPositive();
	}

	/**
	 * Only the answer to its first request shows whose session it is. After that, the
	 * sessions of an account take turns, one whole walk at a time.
	 */
	@Test
	void runsOneJobOfAnAccountAtATime(Stack stack) {
		Account account = stack.instagram().place(Population.small().answeringIn(LATENCY_MS));
		List<String> jobs = IntStream.range(0, SESSIONS)
			.mapToObj((number) -> account.session())
			.map(stack.gateway()::submitLater)
			.toList()
			.stream()
			.map((reply) -> reply.join().text("job_id"))
			.toList();

		await().atMost(IN_TIME)
			.pollInterval(Duration.ofMillis(100))
			.until(() -> jobs.stream().map(stack.gateway()::job).anyMatch(SharingAcceptanceTests::waitsForItsTurn));
		jobs.forEach(stack.gateway()::awaitResult);

		List<Audit.Request> walks = account.audit()
			.requests()
			.stream()
			.filter((request) -> !request.what().equals(FIRST_PAGE))
			.toList();
		List<String> oneWalk = walks.stream().limit(walks.size() / SESSIONS).map(Audit.Request::what).toList();
		assertThat(oneWalk).doesNotHaveDuplicates().hasSizeGreaterThan(10);
		assertThat(walks).extracting(Audit.Request::what)
			.isEqualTo(Stream.generate(() -> oneWalk).limit(SESSIONS).flatMap(List::stream).toList());
		for (int i = 1; i < walks.size(); i++) {
			assertThat(Duration.between(walks.get(i - 1).at(), walks.get(i).at()))
				.as("from request %d to the next: the answer to it must be there", i)
				.isGreaterThanOrEqualTo(Duration.ofMillis(LATENCY_MS));
		}
	}

	private static boolean waitsForItsTurn(JsonNode job) {
		return job.path("waitingFor").asString("").equals("LANE_BUSY") && job.path("resumesAt").isString();
	}

}
