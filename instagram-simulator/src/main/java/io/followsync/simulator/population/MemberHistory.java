package io.followsync.simulator.population;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/**
 * Everyone who was in a list of an account when it was placed, and what each change made
 * of whom. Computed anew from the changes.
 */
public record MemberHistory(List<Standing> members, List<Step> changes) {

	/**
	 * @throws IllegalArgumentException for lists of more than {@value Truth#MAX_LIST}
	 */
	public static MemberHistory of(Population population) {
		Population now = Population.of(population.spec());
		Map<Long, Standing> known = standings(now);
		List<Standing> members = List.copyOf(known.values());
		List<Step> steps = new ArrayList<>();
		for (Dated change : population.changes()) {
			now = now.after(change.changes(), change.at());
			Map<Long, Standing> standings = standings(now);
			for (long absent : known.keySet()) {
				standings.computeIfAbsent(absent, now::standingOf);
			}
			steps.add(new Step(change.at(),
					standings.entrySet()
						.stream()
						.filter((member) -> !member.getValue().equals(known.get(member.getKey())))
						.map(Map.Entry::getValue)
						.toList()));
			known.putAll(standings);
		}
		return new MemberHistory(members, List.copyOf(steps));
	}

	private static Map<Long, Standing> standings(Population population) {
		Map<Long, Standing> standings = new TreeMap<>();
		for (ListKind list : ListKind.values()) {
			AccountSpec.requireBetween("the size of a list with a history", population.size(list), 0, Truth.MAX_LIST);
			LongStream numbers = population.memberList(list).numbers();
			numbers.forEach((number) -> standings.put(number, population.standingOf(number)));
		}
		return standings;
	}

	/**
	 * A change, and those of whom it made something else.
	 *
	 * @param at null if the journal of an older release does not tell
	 */
	public record Step(@Nullable Instant at, List<Standing> members) {
	}

	/**
	 * A person as lists and probes show them.
	 *
	 * @param follows whether the followers show them
	 * @param followed whether the following list shows them
	 * @param hasProfile false while it is deactivated, and once it is gone
	 */
	public record Standing(String id, String username, boolean follows, boolean followed, boolean hasProfile) {
	}

	/** Changes, and when they were made. */
	record Dated(@Nullable Instant at, Changes changes) {
	}

}
