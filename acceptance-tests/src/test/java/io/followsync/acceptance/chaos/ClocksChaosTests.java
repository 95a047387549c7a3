package io.followsync.acceptance.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Inside;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.process.ServiceProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** The wall clocks of the replicas are minutes apart and jump independently. */
@ChaosTest
@StackTest(StackKind.ROUGH)
@Order(42)
class ClocksChaosTests {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	private static final Duration A_LITTLE = Duration.ofSeconds(20);

	private static final int MAX_MINUTES = 30;

	private static final int PAGES_BETWEEN = 25;

	private static final Population LONG = Population.of(400, 200, 120).answeringIn(100);

	@AfterEach
	void setRight(Stack stack) {
		stack.clocks().setRight();
	}

	@Test
	void noJobIsLostStolenOrRemovedEarly(Stack stack, Disorder disorder) {
		assumeThat(stack.clocks().canShift())
			.as("NOT TESTED: clocks of replicas that jump, because libfaketime is not installed (Debian: faketime)")
			.isTrue();
		Work work = new Work(stack.tables());
		Crowd crowd = new Crowd(stack);
		crowd.submit(12, LONG);
		double lost = leasesLost(stack);
		List<ServiceProcess> replicas = Stream.concat(Stream.of(stack.parts().gateway()), stack.workers().stream())
			.toList();
		for (int jump = 0; jump < disorder.amount(4, 40); jump++) {
			if (work.done()) {
				crowd.submit(12, LONG);
			}
			ServiceProcess replica = disorder.shuffled(replicas).getFirst();
			Duration by = Duration.ofMinutes(disorder.between(-MAX_MINUTES, MAX_MINUTES));
			stack.clocks().shift(replica, by);
			await().atMost(IN_TIME).until(() -> isAhead(replica, by));
			work.awaitPages(PAGES_BETWEEN);
		}

		Soundness.assertThatAllIsWell(stack, crowd);
		assertThat(leasesLost(stack)).as("leases lost").isEqualTo(lost);
	}

	private static boolean isAhead(ServiceProcess replica, Duration by) {
		return new Inside(replica).ahead().minus(by).abs().compareTo(A_LITTLE) < 0;
	}

	private static double leasesLost(Stack stack) {
		return stack.sumOfWorkers("followsync_leases_lost_total", Map.of());
	}

}
