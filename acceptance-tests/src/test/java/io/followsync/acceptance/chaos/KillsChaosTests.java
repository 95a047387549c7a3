package io.followsync.acceptance.chaos;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

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

	private static final Duration LATENCY = Duration.ofMillis(100);

	private static final Population LONG = Population.of(500, 260, 150).answeringIn((int) LATENCY.toMillis());

	@Test
	void everyJobEndsWithTheTruthAndNoPageIsReadTwiceButThoseInFlight(Stack stack, Disorder disorder) {
		Crowd crowd = new Crowd(stack);
		Work work = new Work(stack.tables());
		Starts starts = new Starts();
		long inFlight = 0;
		for (Blow blow : blows(disorder)) {
			if (work.done()) {
				crowd.submit(JOBS, LONG);
			}
			work.awaitPages(disorder.between(1, MOST_PAGES_BETWEEN));
			ServiceProcess victim = disorder.oneOf(ready(stack));
			starts.await(victim);
			if (blow == Blow.KILL) {
				victim.kill();
				inFlight += work.held(victim);
			}
			else {
				inFlight += sleep(work, victim, blow);
			}
			starts.begin(victim);
		}
		starts.awaitAll();

		crowd.assertThatAllEndWithTheTruth();
		assertThat(crowd.repeated()).as("pages served again, with %d in flight", inFlight)
			.isLessThanOrEqualTo((int) inFlight);
		// One that fell asleep between the look at its lease and the request is sent
		// late.
		assertThat(crowd.atOnce(LATENCY)).as("requests of an account at once").isLessThanOrEqualTo(1);
		Soundness.assertThatNothingIsLeftOver(stack);
	}

	/**
	 * Wakes when all that it held was taken over, and goes on, or hands over, as if
	 * nothing had been.
	 */
	private static long sleep(Work work, ServiceProcess victim, Blow blow) {
		victim.pause();
		long held = work.held(victim);
		try {
			await().atMost(IN_TIME).until(() -> work.held(victim) == 0);
			if (blow == Blow.SLEEP_AND_STOP) {
				// It hears of it when it wakes.
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

	private static List<Blow> blows(Disorder disorder) {
		return disorder
			.shuffled(Collections.nCopies(disorder.amount(1, 13), Blow.EIGHT).stream().flatMap(List::stream).toList());
	}

	private static List<ServiceProcess> ready(Stack stack) {
		return await().atMost(IN_TIME)
			.until(() -> stack.workers().stream().filter(ServiceProcess::isReady).toList(),
					(ready) -> !ready.isEmpty());
	}

	/** What befalls a worker. */
	private enum Blow {

		KILL, SLEEP, SLEEP_AND_STOP;

		static final List<Blow> EIGHT = List.of(KILL, KILL, KILL, KILL, KILL, SLEEP, SLEEP_AND_STOP, SLEEP_AND_STOP);

	}

}
