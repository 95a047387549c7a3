package io.followsync.simulator.population;

import java.util.List;

/**
 * Both lists and what happened to the people in them.
 *
 * @param deactivated numbers of those who deactivated their account
 * @param renames the numbers of those renamed, for each round of renaming
 * @param changes how often the lists were changed
 */
record Lists(Roster followers, Roster following, Positions deactivated, List<Positions> renames, int changes) {

	Roster roster(ListKind list) {
		return (list == ListKind.FOLLOWERS) ? this.followers : this.following;
	}

	int renamesOf(long number) {
		return (int) this.renames.stream().filter((round) -> round.contains(number)).count();
	}

	long mutual() {
		return this.followers.overlap().mutual() - mutualAbsentFrom(this.followers)
				- this.following.absent()
					.stream()
					.map(this.following::number)
					.filter((number) -> Overlap.isMutual(number) && this.followers.holds(number))
					.count();
	}

	/** How many are in at least one of the lists. */
	long everyone() {
		return this.followers.size() + this.following.size() - mutual();
	}

	private static long mutualAbsentFrom(Roster roster) {
		return roster.absent().stream().map(roster::number).filter(Overlap::isMutual).count();
	}

}
