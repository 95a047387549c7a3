package io.followsync.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.followsync.acceptance.client.Event;
import io.followsync.acceptance.client.EventClient;
import io.followsync.acceptance.client.Gateway;
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

/** Replicas are told to stop by SIGTERM while fully loaded. */
@Tag("full")
@StackTest(StackKind.ROUGH)
@Order(32)
class DrainAcceptanceTests {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	private static final Duration DRAINED = Duration.ofSeconds(5);

	private static final int SLOTS = 5;

	private static final String RUNNING = "SELECT count(*) FROM jobs WHERE state = 'RUNNING' AND worker_id %s 'worker-1-%%'";

	private static final int JOBS = 10;

	private static final int STREAMS_PER_JOB = 50;

	@Test
	void aStoppingWorkerHandsOverJobsWithoutRereadingPages(Stack stack) throws InterruptedException {
		List<ServiceProcess> others = stack.workers().subList(1, 3);
		others.forEach(ServiceProcess::pause);
		List<Account> accounts = place(stack, SLOTS, Population.of(450, 150, 100).answeringIn(400));
		List<String> jobs;
		try {
			jobs = accounts.stream().map((account) -> stack.gateway().submit(account.session())).toList();
			await().atMost(IN_TIME).until(() -> stack.tables().number(RUNNING.formatted("LIKE")) == SLOTS);
		}
		finally {
			others.forEach(ServiceProcess::resume);
		}

		stack.worker(1).signalToStop();

		await("jobs go on elsewhere").atMost(DRAINED)
			.until(() -> stack.tables().number(RUNNING.formatted("NOT LIKE")) == SLOTS);
		await("the worker ends").atMost(DRAINED).until(() -> !stack.worker(1).isAlive());
		for (int i = 0; i < SLOTS; i++) {
			stack.gateway().awaitResult(jobs.get(i));
			assertThat(stack.gateway().result(jobs.get(i)).ndjson("fans")).extracting(ResultRow::username)
				.isEqualTo(accounts.get(i).truth().fans());
			assertThat(accounts.get(i).audit().repeated()).as("pages served again").isZero();
		}
	}

	@Test
	void streamsOfAStoppingGatewayResumeAtAnother(Stack stack) throws Exception {
		ServiceProcess leaving = stack.parts().anotherGateway();
		leaving.start();
		Gateway left = new Gateway(leaving.url());
		List<String> jobs = place(stack, JOBS, Population.of(350, 150, 100).answeringIn(1_000)).stream()
			.map((account) -> left.submit(account.session()))
			.toList();
		Set<EventClient> open = ConcurrentHashMap.newKeySet();
		List<Future<List<Event>>> watchers = new ArrayList<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (String job : Collections.nCopies(STREAMS_PER_JOB, jobs).stream().flatMap(List::stream).toList()) {
				watchers.add(threads.submit(() -> watch(left.events(job), stack.gateway(), job, open)));
			}
			await("all streams are open").atMost(IN_TIME).until(() -> open.size() == watchers.size());

			leaving.signalToStop();
			await("the gateway ends").atMost(DRAINED).until(() -> !leaving.isAlive());
		}
		finally {
			leaving.askToStop();
			leaving.awaitStop();
		}

		for (Future<List<Event>> watcher : watchers) {
			StreamProof.assertOneStory(watcher.get());
			assertThat(watcher.get().getLast().name()).isEqualTo("completed");
		}
	}

	/**
	 * What one client sees, first at the gateway that leaves and then at the one that
	 * stays.
	 */
	private static List<Event> watch(EventClient client, Gateway staying, String job, Set<EventClient> open) {
		List<Event> before = client.watchUntil((event) -> {
			open.add(client);
			return event.isTerminal();
		});
		assertThat(before).as("events before the gateway left").noneMatch(Event::isTerminal);
		List<Event> after = staying.events(job).after(client.lastEventId()).watchUntil(Event::isTerminal);
		return Stream.concat(before.stream(), after.stream()).toList();
	}

	private static List<Account> place(Stack stack, int count, Population population) {
		return Stream.generate(() -> stack.instagram().place(population)).limit(count).toList();
	}

}
