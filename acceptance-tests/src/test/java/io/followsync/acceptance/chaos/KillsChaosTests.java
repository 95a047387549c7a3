package io.followsync.acceptance.chaos;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.process.ServiceProcess;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

/**
 * At random moments, workers are killed or frozen, or the database stores no pages, for
 * longer than leases last.
 */
@ChaosTest
@StackTest(StackKind.ROUGH)
@Order(40)
class KillsChaosTests {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	/** The others may have all slots taken until one of their jobs has ended. */
	private static final Duration TAKEN_OVER = Duration.ofMinutes(5);

	private static final int JOBS = 20;

	private static final int MAX_PAGES_BETWEEN = 30;

	private static final int LATENCY_MS = 100;

	/** So many that hardly each is claimed again by the worker that had it. */
	private static final int STALLED = 5;

	@Test
	void killedJobsRereadOnlyPagesInFlight(Stack stack, Disorder disorder) {
		Crowd crowd = new Crowd(stack);
		Work work = new Work(stack.tables());
		Starts starts = new Starts();
		Population population = Population.of(disorder.amount(500, 4_000), disorder.amount(260, 2_000), 150)
			.answeringIn(LATENCY_MS);
		List<Blow> blows = blows(disorder);
		int inFlight = 0;
		for (Blow blow : blows) {
			if (work.done()) {
				crowd.submit(JOBS, population);
			}
			work.awaitPages(disorder.between(1, MAX_PAGES_BETWEEN));
			if (blow == Blow.STALL) {
				starts.awaitAll();
				if (work.livingHolders().size() < STALLED) {
					crowd.submit(JOBS, population);
					work.awaitPages(1);
				}
				inFlight += stall(stack, work);
			}
			else {
				ServiceProcess victim = disorder.oneOf(ready(stack));
				starts.await(victim);
				inFlight += (blow == Blow.KILL) ? kill(work, victim) : sleep(work, victim, blow);
				starts.begin(victim);
			}
		}
		starts.awaitAll();

		Soundness.assertThatAllIsWell(stack, crowd, inFlight, late(blows));
	}

	/** Returns how many jobs the worker held. */
	private static int kill(Work work, ServiceProcess victim) {
		victim.kill();
		return work.held(victim);
	}

	/**
	 * Freezes the worker until others have taken over all its jobs, then lets it go on or
	 * hand over as if nothing had happened. Returns how many jobs it held.
	 */
	private static int sleep(Work work, ServiceProcess victim, Blow blow) {
		victim.pause();
		int held = work.held(victim);
		try {
			await().atMost(TAKEN_OVER).until(() -> work.held(victim) == 0);
			if (blow == Blow.SLEEP_AND_STOP) {
				// It receives the signal when it wakes.
				victim.signalToStop();
			}
		}
		finally {
			victim.resume();
		}
		if (blow == Blow.SLEEP_AND_STOP) {
			victim.awaitStop();
		}
		return held;
	}

	/**
	 * Keeps pages from being stored until another worker has taken over a job; then the
	 * pages that the one before it had read arrive after all. Returns how many pages were
	 * in flight meanwhile.
	 */
	private static int stall(Stack stack, Work work) {
		AtomicInteger inFlight = new AtomicInteger();
		stack.tables().whileLocked("sync_pages", () -> {
			Map<String, String> first = work.livingHolders();
			long changes = work.changes(first.keySet());
			await().atMost(IN_TIME)
				.until(() -> work.holders()
					.entrySet()
					.stream()
					.anyMatch((now) -> !now.getValue().equals(first.getOrDefault(now.getKey(), now.getValue()))));
			inFlight.set(Math.toIntExact(work.changes(first.keySet()) - changes) + work.holders().size());
		});
		return inFlight.get();
	}

	/**
	 * A worker frozen between checking its lease and sending the request sends it late;
	 * that moment is a small part of the time that a page takes.
	 */
	private static int late(List<Blow> blows) {
		return Math.ceilDiv((int) blows.stream().filter(Blow::freezes).count(), 8);
	}

	private static List<Blow> blows(Disorder disorder) {
		return disorder.shuffled(
				Stream
					.of(Collections.nCopies(disorder.amount(5, 100), Blow.KILL),
							Collections.nCopies(disorder.amount(1, 6), Blow.SLEEP),
							Collections.nCopies(disorder.amount(2, 12), Blow.SLEEP_AND_STOP),
							Collections.nCopies(disorder.amount(1, 6), Blow.STALL))
					.flatMap(List::stream)
					.toList());
	}

	private static List<ServiceProcess> ready(Stack stack) {
		return await().atMost(IN_TIME)
			.until(() -> stack.workers().stream().filter(ServiceProcess::isReady).toList(),
					(ready) -> !ready.isEmpty());
	}

	/** What happens to a worker, or to the database. */
	private enum Blow {

		KILL, SLEEP, SLEEP_AND_STOP, STALL;

		boolean freezes() {
			return this == SLEEP || this == SLEEP_AND_STOP;
		}

	}

}
