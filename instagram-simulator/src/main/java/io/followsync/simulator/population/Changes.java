package io.followsync.simulator.population;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How many people come, leave, are renamed, deactivate their account and return between
 * two syncs. Newcomers were in neither list; leavers are spread over the whole list,
 * mutual ones included.
 *
 * @param regainedFollowers of those who left, with their profile
 * @param regainedFollowing of those who were left, with their profile
 * @param gone whose profile is deleted, for good
 */
public record Changes(int newFollowers, int lostFollowers, int newFollowing, int lostFollowing, int renamed,
		int deactivated, int returned, int regainedFollowers, int regainedFollowing, int gone) {

	private static final int MAX = 1_000_000;

	public Changes {
		AccountSpec.requireBetween("newFollowers", newFollowers, 0, MAX);
		AccountSpec.requireBetween("lostFollowers", lostFollowers, 0, MAX);
		AccountSpec.requireBetween("newFollowing", newFollowing, 0, MAX);
		AccountSpec.requireBetween("lostFollowing", lostFollowing, 0, MAX);
		AccountSpec.requireBetween("renamed", renamed, 0, MAX);
		AccountSpec.requireBetween("deactivated", deactivated, 0, MAX);
		AccountSpec.requireBetween("returned", returned, 0, MAX);
		AccountSpec.requireBetween("regainedFollowers", regainedFollowers, 0, MAX);
		AccountSpec.requireBetween("regainedFollowing", regainedFollowing, 0, MAX);
		AccountSpec.requireBetween("gone", gone, 0, MAX);
	}

	/** Nobody comes back to a list, and no profile is deleted. */
	public Changes(int newFollowers, int lostFollowers, int newFollowing, int lostFollowing, int renamed,
			int deactivated, int returned) {
		this(newFollowers, lostFollowers, newFollowing, lostFollowing, renamed, deactivated, returned, 0, 0, 0);
	}

	/** That many leave that list, and nothing else changes. */
	public static Changes leaving(ListKind list, int leavers) {
		boolean followers = list == ListKind.FOLLOWERS;
		return new Changes(0, followers ? leavers : 0, 0, followers ? 0 : leavers, 0, 0, 0);
	}

	/**
	 * The account's lists after these changes. The account and the number of the change
	 * decide whom they affect.
	 */
	Lists applyTo(Lists lists, long accountId) {
		return new Churn(accountId, lists).apply(this);
	}

	/** Lists while changes are applied to them. */
	private static final class Churn {

		private final long seed;

		private final Lists before;

		private MemberList followers;

		private MemberList following;

		private SortedLongSet deactivated;

		private SortedLongSet gone;

		Churn(long accountId, Lists lists) {
			this.seed = PseudoRandom.of(accountId, lists.changes());
			this.before = lists;
			this.followers = lists.followers();
			this.following = lists.following();
			this.deactivated = lists.deactivated();
			this.gone = lists.gone();
		}

		/**
		 * Returning people come first and newcomers last, so that nobody both comes and
		 * goes in one change.
		 */
		Lists apply(Changes changes) {
			AccountSpec.requireBetween("returned", changes.returned(), 0, this.deactivated.size());
			AccountSpec.requireBetween("lostFollowers", changes.lostFollowers(), 0, this.followers.size());
			AccountSpec.requireBetween("lostFollowing", changes.lostFollowing(), 0, this.following.size());
			deactivate(this.deactivated.without(returning(changes.returned())));
			SortedLongSet backFollowers = regained("regainedFollowers", this.followers, changes.regainedFollowers());
			SortedLongSet backFollowing = regained("regainedFollowing", this.following, changes.regainedFollowing());
			this.followers = this.followers.withoutLeavers(pick(this.followers, changes.lostFollowers(), 1))
				.withRegained(backFollowers);
			this.following = this.following.withoutLeavers(pick(this.following, changes.lostFollowing(), 2))
				.withRegained(backFollowing);
			AccountSpec.requireBetween("gone", changes.gone(), 0, now().distinctMembers());
			delete(choose(changes.gone(), 9));
			AccountSpec.requireBetween("deactivated", changes.deactivated(), 0, now().distinctMembers());
			deactivate(this.deactivated.with(choose(changes.deactivated(), 3)));
			AccountSpec.requireBetween("renamed", changes.renamed(), 0, now().distinctMembers());
			List<SortedLongSet> renames = new ArrayList<>(this.before.renames());
			if (changes.renamed() > 0) {
				renames.add(choose(changes.renamed(), 6));
			}
			return new Lists(this.followers.grownBy(changes.newFollowers()),
					this.following.grownBy(changes.newFollowing()), this.deactivated, this.gone, List.copyOf(renames),
					this.before.changes() + 1);
		}

		private Lists now() {
			return new Lists(this.followers, this.following, this.deactivated, this.gone, List.of(), 0);
		}

		private void deactivate(SortedLongSet numbers) {
			this.deactivated = numbers;
			this.followers = this.followers.withDeactivated(numbers);
			this.following = this.following.withDeactivated(numbers);
		}

		private void delete(SortedLongSet numbers) {
			this.gone = this.gone.with(numbers);
			this.followers = this.followers.withoutProfiles(numbers);
			this.following = this.following.withoutProfiles(numbers);
		}

		/** Positions of people who left that list and still have a profile. */
		private SortedLongSet regained(String name, MemberList list, int count) {
			SortedLongSet candidates = list.leftByOthersThan(this.deactivated.with(this.gone));
			AccountSpec.requireBetween(name, count, 0, candidates.size());
			return SortedLongSet.of(spread(count, candidates.size(), 12).map((rank) -> candidates.at((int) rank)));
		}

		private SortedLongSet returning(int count) {
			return SortedLongSet
				.of(spread(count, this.deactivated.size(), 0).map((rank) -> this.deactivated.at((int) rank)));
		}

		private SortedLongSet pick(MemberList list, long count, int salt) {
			return SortedLongSet.of(spread(count, list.size(), salt).map(list::position));
		}

		/** Numbers of different people of both lists, in proportion to their sizes. */
		private SortedLongSet choose(long count, int salt) {
			if (count == 0) {
				return SortedLongSet.NONE;
			}
			long share = count * this.followers.size() / (this.followers.size() + this.following.size());
			SortedLongSet chosen = numbers(this.followers, share, salt);
			MemberList othersFollowed = this.following.without(chosen);
			chosen = chosen.with(numbers(othersFollowed, Math.min(count - share, othersFollowed.size()), salt + 1));
			return chosen.with(numbers(this.followers.without(chosen), count - chosen.size(), salt + 2));
		}

		private SortedLongSet numbers(MemberList list, long count, int salt) {
			return SortedLongSet.of(pick(list, count, salt).stream().map(list::number));
		}

		private LongStream spread(long count, long size, int salt) {
			if (count == 0) {
				return LongStream.empty();
			}
			long phase = PseudoRandom.below(size, this.seed, salt);
			return LongStream.range(0, count).map((index) -> (index * size / count + phase) % size);
		}

	}

}
