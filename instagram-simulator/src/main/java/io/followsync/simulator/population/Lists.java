package io.followsync.simulator.population;

import java.util.List;

/**
 * Both lists and what happened to the people in them.
 *
 * @param deactivated numbers of those who deactivated their account
 * @param gone numbers of those whose profile was deleted
 * @param renames the numbers of those renamed, for each round of renaming
 * @param changes how often the lists were changed
 */
record Lists(MemberList followers, MemberList following, SortedLongSet deactivated, SortedLongSet gone,
		List<SortedLongSet> renames, int changes) {

	MemberList memberList(ListKind kind) {
		return (kind == ListKind.FOLLOWERS) ? this.followers : this.following;
	}

	int renamesOf(long number) {
		return (int) this.renames.stream().filter((round) -> round.contains(number)).count();
	}

	long mutual() {
		return this.followers.placement().mutual() - mutualAbsentFrom(this.followers)
				- this.following.absent()
					.stream()
					.map(this.following::number)
					.filter((number) -> Placement.isMutual(number) && this.followers.contains(number))
					.count();
	}

	/** How many people are in at least one of the lists. */
	long distinctMembers() {
		return this.followers.size() + this.following.size() - mutual();
	}

	private static long mutualAbsentFrom(MemberList list) {
		return list.absent().stream().map(list::number).filter(Placement::isMutual).count();
	}

}
