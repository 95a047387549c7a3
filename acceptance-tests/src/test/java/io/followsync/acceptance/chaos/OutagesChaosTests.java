package io.followsync.acceptance.chaos;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.embedded.ManagedService;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database and the broker are killed and restarted while submissions continue. */
@ChaosTest
@StackTest(StackKind.ROUGH)
@Order(41)
class OutagesChaosTests {

	private static final int RUNNING_BEFORE = 6;

	private static final Population SLOW = Population.of(240, 95, 60).answeringIn(150);

	@ParameterizedTest
	@EnumSource
	void acceptedJobsEndWithTheTruth(Victim victim, Stack stack, Disorder disorder) {
		Work work = new Work(stack.tables());
		Crowd crowd = new Crowd(stack);
		int inFlight = 0;
		crowd.submit(RUNNING_BEFORE, SLOW);
		try (Submitter submitter = new Submitter(stack, crowd)) {
			for (int outage = 0; outage < disorder.amount(1, 6); outage++) {
				submitter.awaitAttempts(disorder.between(2, 6));
				List<ManagedService> parts = disorder.shuffled(victim.parts(stack));
				Set<String> held = new HashSet<>(work.held());
				parts.forEach(ManagedService::kill);
				disorder.last(Duration.ZERO, Duration.ofSeconds(3));
				parts.forEach(ManagedService::start);
				held.addAll(work.held());
				inFlight += victim.takesPages() ? held.size() : 0;
			}
			submitter.awaitAttempts(2);
		}

		Soundness.assertThatAllIsWell(stack, crowd, inFlight, 0);
	}

	/** What is killed. */
	enum Victim {

		DATABASE {
			@Override
			List<ManagedService> parts(Stack stack) {
				return List.of(stack.parts().postgres());
			}
		},

		BROKER {
			@Override
			List<ManagedService> parts(Stack stack) {
				return List.of(stack.parts().kafka());
			}

			@Override
			boolean takesPages() {
				return false;
			}
		},

		BOTH {
			@Override
			List<ManagedService> parts(Stack stack) {
				return List.of(stack.parts().postgres(), stack.parts().kafka());
			}
		};

		abstract List<ManagedService> parts(Stack stack);

		/** Whether a page that is answered during the outage cannot be stored. */
		boolean takesPages() {
			return true;
		}

	}

}
