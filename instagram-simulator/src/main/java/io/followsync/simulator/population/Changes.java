package io.followsync.simulator.population;

/**
 * How many people come, leave, are renamed, deactivate their account and return between
 * two syncs. Newcomers were in neither list; leavers are spread over the whole list,
 * mutual ones included.
 */
public record Changes(int newFollowers, int lostFollowers, int newFollowing, int lostFollowing, int renamed,
		int deactivated, int returned) {

	private static final int MOST = 1_000_000;

	public Changes {
		AccountSpec.between("newFollowers", newFollowers, 0, MOST);
		AccountSpec.between("lostFollowers", lostFollowers, 0, MOST);
		AccountSpec.between("newFollowing", newFollowing, 0, MOST);
		AccountSpec.between("lostFollowing", lostFollowing, 0, MOST);
		AccountSpec.between("renamed", renamed, 0, MOST);
		AccountSpec.between("deactivated", deactivated, 0, MOST);
		AccountSpec.between("returned", returned, 0, MOST);
	}

	/** That many leave that list, and nothing else changes. */
	public static Changes leaving(ListKind list, int leavers) {
		boolean followers = list == ListKind.FOLLOWERS;
		return new Changes(0, followers ? leavers : 0, 0, followers ? 0 : leavers, 0, 0, 0);
	}

}
