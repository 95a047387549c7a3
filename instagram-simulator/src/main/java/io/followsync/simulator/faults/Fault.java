package io.followsync.simulator.faults;

/**
 * Something that goes wrong with one page.
 *
 * @param atPage page of the walk, from 1; anything that is not a walk has one page
 * @param times how many requests for that page it strikes before it is used up
 */
public record Fault(FaultyList list, int atPage, int times, FaultKind kind) {

	public Fault {
		require(atPage >= 1, "atPage must be 1 or more");
		require(times >= 1, "times must be 1 or more");
		require(list.isWalk() || atPage == 1, list.label() + " has only page 1");
		require(kind.scope().covers(list, atPage), kind.label() + " " + kind.scope().meaning());
	}

	private static void require(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

}
