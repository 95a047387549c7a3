package io.followsync.simulator.population;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Applies changes to lists. The account and the number of the change decide whom they
 * affect.
 */
final class Churn {

	private final long seed;

	private final Lists before;

	private Roster followers;

	private Roster following;

	private Positions deactivated;

	Churn(long accountId, Lists lists) {
		this.seed = Mix.of(accountId, lists.changes());
		this.before = lists;
		this.followers = lists.followers();
		this.following = lists.following();
		this.deactivated = lists.deactivated();
	}

	/**
	 * Returning people come first and newcomers last, so that nobody both comes and goes
	 * in one change.
	 */
	Lists apply(Changes changes) {
		AccountSpec.between("returned", changes.returned(), 0, this.deactivated.size());
		AccountSpec.between("lostFollowers", changes.lostFollowers(), 0, this.followers.size());
		AccountSpec.between("lostFollowing", changes.lostFollowing(), 0, this.following.size());
		deactivate(this.deactivated.without(returning(changes.returned())));
		this.followers = this.followers.afterLeaving(pick(this.followers, changes.lostFollowers(), 1));
		this.following = this.following.afterLeaving(pick(this.following, changes.lostFollowing(), 2));
		AccountSpec.between("deactivated", changes.deactivated(), 0, now().everyone());
		deactivate(this.deactivated.with(choose(changes.deactivated(), 3)));
		AccountSpec.between("renamed", changes.renamed(), 0, now().everyone());
		List<Positions> renames = new ArrayList<>(this.before.renames());
		if (changes.renamed() > 0) {
			renames.add(choose(changes.renamed(), 6));
		}
		return new Lists(this.followers.grownBy(changes.newFollowers()), this.following.grownBy(changes.newFollowing()),
				this.deactivated, List.copyOf(renames), this.before.changes() + 1);
	}

	private Lists now() {
		return new Lists(this.followers, this.following, this.deactivated, List.of(), 0);
	}

	private void deactivate(Positions numbers) {
		this.deactivated = numbers;
		this.followers = this.followers.withDeactivated(numbers);
		this.following = this.following.withDeactivated(numbers);
	}

	private Positions returning(int count) {
		return Positions.of(spread(count, this.deactivated.size(), 0).map((rank) -> this.deactivated.at((int) rank)));
	}

	private Positions pick(Roster roster, long count, int salt) {
		return Positions.of(spread(count, roster.size(), salt).map(roster::position));
	}

	/**
	 * Numbers of that many different people of either list, in proportion to the lists'
	 * sizes.
	 */
	private Positions choose(long count, int salt) {
		if (count == 0) {
			return Positions.NONE;
		}
		long share = count * this.followers.size() / (this.followers.size() + this.following.size());
		Positions chosen = numbers(this.followers, share, salt);
		Roster othersFollowed = this.following.without(chosen);
		chosen = chosen.with(numbers(othersFollowed, Math.min(count - share, othersFollowed.size()), salt + 1));
		return chosen.with(numbers(this.followers.without(chosen), count - chosen.size(), salt + 2));
	}

	private Positions numbers(Roster roster, long count, int salt) {
		return Positions.of(pick(roster, count, salt).stream().map(roster::number));
	}

	private LongStream spread(long count, long size, int salt) {
		if (count == 0) {
			return LongStream.empty();
		}
		long phase = Mix.below(size, this.seed, salt);
		return LongStream.range(0, count).map((index) -> (index * size / count + phase) % size);
	}

}
