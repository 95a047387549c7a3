package io.followsync.acceptance.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.process.ServiceProcess;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Workers die, or fall asleep for longer than their leases last, at random moments. */
@ChaosTest
@StackTest(StackKind.ROUGH)
@Order(40)
class KillsChaosTests {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	private static final int JOBS = 20;

	private static final int MOST_PAGES_BETWEEN = 30;

	private static final int ONE_SLEEPS_IN = 4;

	private static final Population LONG = Population.of(500, 260, 150).answeringIn(100);

	@Test
	void everyJobEndsWithTheTruthAndNoPageIsReadTwiceButThoseInFlight(Stack stack, Disorder disorder) {
		Crowd crowd = new Crowd(stack);
		Work work = new Work(stack.tables());
		List<CompletableFuture<Void>> starts = new ArrayList<>();
		int kills = disorder.amount(8, 100);
		long inFlight = 0;
		for (int kill = 0; kill < kills; kill++) {
			if (work.done()) {
				crowd.submit(JOBS, LONG);
			}
			work.awaitPages(disorder.between(1, MOST_PAGES_BETWEEN));
			ServiceProcess victim = disorder.oneOf(ready(stack));
			if (disorder.oneIn(ONE_SLEEPS_IN)) {
				inFlight += sleep(work, victim);
			}
			else {
				victim.kill();
				inFlight += work.held(victim);
				starts.add(CompletableFuture.runAsync(victim::start));
			}
		}
		starts.forEach(CompletableFuture::join);

		crowd.assertThatAllEndWithTheTruth();
		assertThat(crowd.repeated()).as("pages served again, with %d in flight at the %d kills", inFlight, kills)
			.isLessThanOrEqualTo((int) inFlight);
		Soundness.assertThatNothingIsLeftOver(stack);
	}

	/** Wakes when all that it held was taken over, and writes as if nothing had been. */
	private static long sleep(Work work, ServiceProcess victim) {
		victim.pause();
		try {
			long held = work.held(victim);
			await().atMost(IN_TIME).until(() -> work.held(victim) == 0);
			return held;
		}
		finally {
			victim.resume();
		}
	}

	private static List<ServiceProcess> ready(Stack stack) {
		return await().atMost(IN_TIME)
			.until(() -> stack.workers().stream().filter(ServiceProcess::isReady).toList(),
					(ready) -> !ready.isEmpty());
	}

}
