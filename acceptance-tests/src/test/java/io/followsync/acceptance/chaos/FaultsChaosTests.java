package io.followsync.acceptance.chaos;

import java.util.ArrayList;
import java.util.List;

import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Each kind of fault on the first, a middle and the last page, once, twice and always.
 */
@ChaosTest
@StackTest(StackKind.ROUGH)
@Order(46)
class FaultsChaosTests {

	private static final List<String> LISTS = List.of("followers", "following");

	private static final List<Integer> TIMES = List.of(1, 2, Misfortune.ALWAYS);

	private static final Population SMALL = Population.of(130, 110, 70);

	@Test
	void everyFaultHasItsRequiredOutcome(Stack stack, Disorder disorder) {
		List<Trial> trials = new ArrayList<>();
		for (Misfortune misfortune : Misfortune.values()) {
			for (int times : TIMES) {
				for (Place place : places(disorder)) {
					trials.add(begin(stack, misfortune, times, place));
				}
			}
		}

		trials.forEach((trial) -> trial.assertOutcome(stack));
		trials.forEach(Trial::assertThatItStruck);
		trials.forEach((trial) -> Soundness.assertThatItsBudgetHeld(trial.account(), trial.account().audit()));
		Soundness.assertThatNothingIsLeftOver(stack);
	}

	/** All places, or one that the seed picks. */
	private static List<Place> places(Disorder disorder) {
		List<Place> places = LISTS.stream()
			.flatMap((list) -> List.of(Where.values()).stream().map((where) -> new Place(list, where)))
			.toList();
		return disorder.shuffled(places).subList(0, disorder.amount(1, places.size()));
	}

	private static Trial begin(Stack stack, Misfortune misfortune, int times, Place place) {
		Account account = stack.instagram().place(SMALL);
		int page = page(stack, account, place);
		if (misfortune.needsCursor()) {
			page = Math.max(page, 2);
		}
		account.fault(place.list(), page, times, misfortune.kind());
		boolean firstRequest = page == 1 && place.list().equals(LISTS.getFirst());
		return new Trial("%s on page %d of %s, %d times".formatted(misfortune.kind(), page, place.list(), times),
				misfortune, times, misfortune.outcome(times, firstRequest), stack.gateway().submit(account.session()),
				account, account.truth());
	}

	private static int page(Stack stack, Account account, Place place) {
		return switch (place.where()) {
			case FIRST -> 1;
			case MIDDLE -> 3;
			case LAST -> lastPage(stack, account, place.list());
		};
	}

	/** The last page that an undisturbed job reads. */
	private static int lastPage(Stack stack, Account account, String list) {
		JsonNode job = stack.gateway().awaitResult(stack.gateway().submit(account.session()));
		return job.path("lists").path(list).path("pages").asInt();
	}

	/** A page of a list. */
	private record Place(String list, Where where) {
	}

	/** A position within a list. */
	private enum Where {

		FIRST, MIDDLE, LAST

	}

}
