package io.followsync.simulator.friendships;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.followsync.simulator.population.ListKind;
import io.followsync.simulator.population.Member;
import io.followsync.simulator.population.Population;
import io.followsync.simulator.world.Ledger;

/** The relationships of one viewer. A person who deactivated their account is unknown. */
record Friendships(Ledger ledger, long viewer) {

	Optional<Friendship> with(long person) {
		return isGone(person) ? Optional.empty() : Optional
			.of(Friendship.of(has(ListKind.FOLLOWING, person), has(ListKind.FOLLOWERS, person), isPrivate(person)));
	}

	Map<String, FriendshipStatus> statuses(Iterable<Long> people) {
		Map<String, FriendshipStatus> statuses = new LinkedHashMap<>();
		for (long person : people) {
			if (!isGone(person)) {
				statuses.put(Long.toString(person),
						FriendshipStatus.of(has(ListKind.FOLLOWING, person), isPrivate(person)));
			}
		}
		return statuses;
	}

	private boolean isGone(long person) {
		return population().filter((known) -> known.hasDeactivated(person)).isPresent();
	}

	private boolean has(ListKind list, long person) {
		return population().filter((known) -> known.has(list, person)).isPresent();
	}

	private boolean isPrivate(long person) {
		return population().flatMap((known) -> known.member(person)).filter(Member::isPrivate).isPresent();
	}

	private Optional<Population> population() {
		return this.ledger.population(this.viewer);
	}

}
