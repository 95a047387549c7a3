package io.followsync.acceptance.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.acceptance.swarm.Call;
import io.followsync.acceptance.swarm.Swarm;
import io.followsync.stack.process.ServiceProcess;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Crowds of clients, and such as do not read, against the memory of one gateway. */
@ChaosTest
@StackTest(StackKind.ROUGH)
@Order(48)
class GatewayMemoryChaosTests {

	private static final Logger log = LoggerFactory.getLogger(GatewayMemoryChaosTests.class);

	// As the image's gateway has in k8s/base/gateway.yaml.
	private static final int CONTAINER = 768;

	// With a heap of 160 MB, which holds some 3,900 streams.
	private static final int SMALL_CONTAINER = 320;

	private static final int WATCHERS_OF_A_JOB = 50;

	private static final int ADDRESSES = 200;

	// Some seconds on an idle machine (the figure is logged); a busy one takes longer.
	private static final ConditionFactory IN_TIME = await().atMost(Duration.ofMinutes(3))
		.pollInterval(Duration.ofMillis(100));

	@BeforeEach
	void endTheWorkers(Stack stack) {
		stack.workers().forEach(ServiceProcess::kill);
	}

	@AfterEach
	void startThemAgain(Stack stack) {
		stack.parts().startAgain();
		stack.tables().execute("DELETE FROM jobs");
	}

	@Test
	void admitsABurstOfWatchersWhoAllSeeTheEnd(Stack stack, Disorder disorder) {
		WatchedJobs jobs = WatchedJobs.submit(stack, disorder.amount(20, 290));
		try (ImageGateway gateway = new ImageGateway(stack, CONTAINER, Map.of());
				Swarm swarm = new Swarm(gateway.url())) {
			List<Call> watchers = burst(swarm, jobs.ids());

			assertThat(watchers).allMatch(Call::isAdmitted);
			for (int i = 0; i < 3; i++) {
				long seq = jobs.move();
				awaitAll(watchers, (watcher) -> watcher.hasSeen(seq));
			}
			jobs.cancel();
			awaitAll(watchers, Call::isWhole);
			assertThat(watchers).noneMatch(Call::hasGoneBack).extracting(Call::lastEvent).containsOnly("cancelled");
			assertFits(gateway, CONTAINER);
		}
	}

	@Test
	void refusesACrowdBeyondItsMemoryAndRecovers(Stack stack, Disorder disorder) {
		int container = disorder.amount(SMALL_CONTAINER, CONTAINER);
		WatchedJobs jobs = WatchedJobs.submit(stack, disorder.amount(100, 360));
		try (ImageGateway gateway = new ImageGateway(stack, container, Map.of())) {
			try (Swarm swarm = new Swarm(gateway.url())) {
				List<Call> watchers = burst(swarm, jobs.ids());

				List<Call> admitted = watchers.stream().filter(Call::isAdmitted).toList();
				assertThat(admitted).hasSizeBetween((int) (gateway.metric("followsync_streams_max") * 0.9),
						(int) gateway.metric("followsync_streams_max"));
				assertThat(watchers).filteredOn((watcher) -> !watcher.isAdmitted()).allMatch(Call::isRefused);
				long seq = jobs.move();
				awaitAll(admitted, (watcher) -> watcher.hasSeen(seq));
				assertThat(gateway.health().status()).isEqualTo(200);
				assertFits(gateway, container);
			}
			IN_TIME.until(() -> gateway.metric("followsync_streams_open") == 0);
			int room = (int) (gateway.metric("followsync_streams_max") / WATCHERS_OF_A_JOB);
			try (Swarm swarm = new Swarm(gateway.url())) {
				List<Call> again = burst(swarm, jobs.ids().subList(0, room));
				assertThat(again).allMatch(Call::isAdmitted);
				jobs.cancel();
				awaitAll(again, Call::isWhole);
			}
		}
	}

	@Test
	void disconnectsWatchersWhoDoNotReadAndServesTheOthers(Stack stack, Disorder disorder) {
		WatchedJobs jobs = WatchedJobs.submit(stack, disorder.amount(10, 60));
		try (ImageGateway gateway = new ImageGateway(stack, CONTAINER,
				Map.of("followsync.streaming.refresh", "50ms", "followsync.capacity.write-timeout", "5s"));
				Swarm swarm = new Swarm(gateway.url())) {
			Call reading = swarm.watch(jobs.ids().subList(0, 1), 1, 1, true).getFirst();
			List<Call> unread = swarm.watch(jobs.ids(), WATCHERS_OF_A_JOB - 1, ADDRESSES, false);
			IN_TIME.until(() -> gateway.metric("followsync_streams_open") == unread.size() + 1);

			IN_TIME.until(() -> {
				jobs.move();
				assertThat(gateway.health().status()).as("health while nobody reads").isEqualTo(200);
				return gateway.metric("followsync_connections_stalled_total") >= unread.size();
			});

			IN_TIME.until(() -> gateway.metric("followsync_streams_open") == 1);
			long seq = jobs.move();
			awaitAll(List.of(reading), (watcher) -> watcher.hasSeen(seq));
			assertFits(gateway, CONTAINER);
			jobs.cancel();
			awaitAll(List.of(reading), Call::isWhole);
		}
	}

	@Test
	void unreadDownloadsHoldNeitherMemoryNorConnections(Stack stack, Disorder disorder) {
		stack.parts().startAgain();
		String job = stack.gateway().submit(stack.instagram().place(Population.of(3, 3, 3)).session());
		stack.gateway().awaitResult(job);
		enlarge(stack);
		try (ImageGateway gateway = new ImageGateway(stack, CONTAINER,
				Map.of("followsync.capacity.write-timeout", "5s")); Swarm swarm = new Swarm(gateway.url())) {
			String path = "/api/v1/jobs/" + job + "/result?view=mutual";
			List<Call> unread = IntStream.range(0, disorder.amount(80, 400))
				.mapToObj((n) -> swarm.call(Swarm.address(n % ADDRESSES), path, "text/csv", false))
				.toList();
			IN_TIME
				.until(() -> gateway.metric("followsync_downloads_open") == gateway.metric("followsync_downloads_max"));
			IN_TIME.until(() -> gateway.metric("r2dbc_pool_acquired_connections") == 0);
			assertThat(gateway.metric("followsync_answers_reserved_bytes"))
				.isLessThanOrEqualTo(gateway.metric("followsync_answers_max_bytes"));
			assertThat(gateway.health().status()).isEqualTo(200);

			IN_TIME.until(() -> gateway.metric("followsync_downloads_open") == 0);

			assertThat(gateway.metric("followsync_downloads_refused_total"))
				.isEqualTo(unread.size() - gateway.metric("followsync_downloads_max"));
			Call read = swarm.call(Swarm.address(0), path, "text/csv", true);
			awaitAll(List.of(read), Call::isWhole);
			assertFits(gateway, CONTAINER);
		}
	}

	private static void enlarge(Stack stack) {
		stack.tables()
			.execute(
					"""
							INSERT INTO job_result_chunks
							SELECT job_id, 'MUTUAL', max(name), 900000000000 + max(n), array_agg(name ORDER BY n), array_agg(900000000000 + n ORDER BY n),
							  array_agg(repeat('x', 40)), array_agg(false), array_agg(false), array_agg(true)
							FROM job_results, (SELECT n, 'zz' || lpad(n::text, 8, '0') AS name FROM generate_series(1, 100000) n) AS members
							GROUP BY job_id, (n - 1) / 500""");
		stack.tables().execute("UPDATE job_results SET mutual_count = mutual_count + 100000");
	}

	private static List<Call> burst(Swarm swarm, List<String> jobs) {
		long began = System.nanoTime();
		List<Call> watchers = swarm.watch(jobs, WATCHERS_OF_A_JOB, ADDRESSES, true);
		awaitAll(watchers, (watcher) -> watcher.status() > 0 || watcher.isBroken());
		log.info("{} of {} watchers admitted, {} refused, all answered in {} ms",
				watchers.stream().filter(Call::isAdmitted).count(), watchers.size(),
				watchers.stream().filter(Call::isRefused).count(),
				Duration.ofNanos(System.nanoTime() - began).toMillis());
		return watchers;
	}

	private static void awaitAll(List<Call> calls, Predicate<Call> reached) {
		IN_TIME.until(() -> calls.stream().filter(reached.negate()).count(), (left) -> left == 0);
	}

	private static void assertFits(ImageGateway gateway, int container) {
		log.info("{} MB at most of {} MB", gateway.peakMegabytes(), container);
		assertThat(gateway.isAlive()).isTrue();
		if (container == CONTAINER) {
			assertThat(gateway.peakMegabytes()).as("memory in MB").isLessThan(container);
		}
	}

}
