package io.followsync.acceptance;

import java.time.Duration;
import java.util.Set;

import io.followsync.acceptance.client.Reply;
import io.followsync.acceptance.client.ResultRow;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.job.Session;
import io.followsync.stack.process.ServiceProcess;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@StackTest(StackKind.ROUGH)
@Order(31)
class OutageAcceptanceTests {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	@Test
	@Tag("full")
	void refusesSubmissionsForGoodWhileTheDatabaseHangs(Stack stack) {
		Account account = stack.instagram().place(Population.of(30, 40, 20));
		Session session = account.session();
		Set<String> before = stack.tables().jobs();

		stack.parts().postgres().pause();
		try {
			assertThatItIsUnavailable(stack.gateway().trySubmit(session));
			awaitHealth(stack, 503, "unhealthy");
		}
		finally {
			stack.parts().postgres().resume();
		}

		awaitHealth(stack, 200, "healthy");
		assertThat(stack.tables().jobs()).isSubsetOf(before);
		assertThatItRuns(stack, submitOnceItWorks(stack, session), account);
	}

	@Test
	void acceptsAndRunsJobsWithoutTheBroker(Stack stack) {
		Account account = stack.instagram().place(Population.of(30, 40, 20));

		stack.parts().kafka().stop();
		try {
			awaitHealth(stack, 200, "degraded");
			assertThatItRuns(stack, stack.gateway().submit(account.session()), account);
		}
		finally {
			stack.parts().kafka().start();
		}

		awaitHealth(stack, 200, "healthy");
		Account another = stack.instagram().place(Population.of(30, 40, 20));
		assertThatItRuns(stack, stack.gateway().submit(another.session()), another);
	}

	@Test
	void keepsSubmissionsAcceptedWithoutBrokerAndWorkers(Stack stack) {
		Account account = stack.instagram().place(Population.of(30, 40, 20));
		stack.workers().forEach(ServiceProcess::askToStop);
		stack.workers().forEach(ServiceProcess::awaitStop);
		stack.parts().kafka().kill();

		String job = stack.gateway().submit(account.session());
		assertThat(stack.gateway().status(job).text("status")).isEqualTo("queued");
		stack.parts().gateway().kill();
		stack.parts().startAgain();

		assertThatItRuns(stack, job, account);
	}

	private static String submitOnceItWorks(Stack stack, Session session) {
		return await().atMost(IN_TIME)
			.until(() -> stack.gateway().trySubmit(session), (reply) -> reply.status() == 200)
			.text("job_id");
	}

	private static void assertThatItIsUnavailable(Reply reply) {
		assertThat(reply.status()).as("answer: %s", reply).isEqualTo(503);
		assertThat(reply.text("error")).isEqualTo("Service temporarily unavailable");
		assertThat(reply.header("Retry-After")).matches("[1-9]\\d*");
	}

	private static void awaitHealth(Stack stack, int status, String word) {
		await().atMost(IN_TIME).untilAsserted(() -> {
			Reply health = stack.gateway().http().get("/api/health");
			assertThat(health.text("status")).as("health: %s", health).isEqualTo(word);
			assertThat(health.status()).isEqualTo(status);
		});
	}

	private static void assertThatItRuns(Stack stack, String job, Account account) {
		stack.gateway().awaitResult(job);
		assertThat(stack.gateway().result(job).ndjson("notFollowingBack")).extracting(ResultRow::username)
			.isEqualTo(account.truth().notFollowingBack());
	}

}
