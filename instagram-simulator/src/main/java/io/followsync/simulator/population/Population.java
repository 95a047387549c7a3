package io.followsync.simulator.population;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/**
 * The two lists of one account at one moment. Immutable: changes create another
 * population. Takes no memory per member, only for those who left, deactivated or were
 * renamed.
 */
public final class Population {

	private final AccountSpec spec;

	private final PseudoRandom.Permutation people;

	private final Lists lists;

	private final List<MemberHistory.Dated> changes;

	private Population(AccountSpec spec, Lists lists, List<MemberHistory.Dated> changes) {
		this.spec = spec;
		this.changes = changes;
		this.people = new PseudoRandom.Permutation(spec.id());
		this.lists = lists;
	}

	public static Population of(AccountSpec spec) {
		Placement overlap = new Placement(spec.followers(), spec.following(), spec.mutual());
		return new Population(spec,
				new Lists(MemberList.of(ListKind.FOLLOWERS, overlap, spec.followers()),
						MemberList.of(ListKind.FOLLOWING, overlap, spec.following()), SortedLongSet.NONE,
						SortedLongSet.NONE, List.of(), 0),
				List.of());
	}

	/**
	 * The population after these changes.
	 * @param at when they were made; null if nobody knows
	 * @throws IllegalArgumentException when more are to leave, deactivate, be renamed or
	 * return than there are
	 */
	public Population after(Changes changes, @Nullable Instant at) {
		List<MemberHistory.Dated> all = new ArrayList<>(this.changes);
		all.add(new MemberHistory.Dated(at, changes));
		return new Population(this.spec, changes.applyTo(this.lists, this.spec.id()), List.copyOf(all));
	}

	public AccountSpec spec() {
		return this.spec;
	}

	public long size(ListKind list) {
		return memberList(list).size();
	}

	/**
	 * How many the profile says: the deactivated are included, unless the account
	 * declares a number of its own.
	 */
	public long declared(ListKind list) {
		Long declared = this.spec.declared(list);
		return (declared != null) ? declared : memberList(list).declaredSize();
	}

	/** The position where a walk over the followers starts, newest first. */
	public long newestFollower() {
		return this.lists.followers().length() - 1;
	}

	/** Followers from that position on, newest first. Newcomers disturb no walk. */
	public Slice followersFrom(long position, int rows) {
		MemberList list = this.lists.followers();
		long rank = list.presentBelow(Math.min(position, newestFollower()) + 1) - 1;
		long last = Math.max(rank - rows, -1);
		List<Member> members = LongStream.range(0, rank - last).mapToObj((row) -> memberAt(list, rank - row)).toList();
		return new Slice(members, (last >= 0) ? list.position(last) : -1, last + 1);
	}

	/**
	 * Rows of the following list in the order of that walk. A whole walk meets everyone,
	 * and some people twice.
	 */
	public Slice followingFrom(long offset, int rows, int walk) {
		MemberList list = this.lists.following();
		Ranking ranking = new Ranking(this.spec.id(), walk, list.size());
		long end = Math.min(offset + rows, ranking.rows());
		List<Member> members = LongStream.range(offset, end)
			.mapToObj((row) -> memberAt(list, ranking.rankAt(row)))
			.toList();
		return new Slice(members, end, Math.max(ranking.rows() - end, 0));
	}

	/** Whether the person with that id is in that list now. */
	public boolean has(ListKind list, long memberId) {
		return numberOf(memberId).filter(memberList(list)::contains).isPresent();
	}

	/** The person with that id, if in either list now. */
	public Optional<Member> member(long memberId) {
		return numberOf(memberId)
			.filter((number) -> this.lists.followers().contains(number) || this.lists.following().contains(number))
			.map(this::memberOf);
	}

	/**
	 * Whether a person of this account has that id and deactivated or deleted their own.
	 */
	public boolean hasNoProfile(long memberId) {
		return numberOf(memberId).filter((number) -> !hasProfile(number)).isPresent();
	}

	/** What was changed since the account was placed. */
	List<MemberHistory.Dated> changes() {
		return this.changes;
	}

	MemberHistory.Standing standingOf(long number) {
		return new MemberHistory.Standing(Long.toString(person(number).id()), usernameOf(number),
				this.lists.followers().contains(number), this.lists.following().contains(number), hasProfile(number));
	}

	private boolean hasProfile(long number) {
		return !this.lists.deactivated().contains(number) && !this.lists.gone().contains(number);
	}

	long mutual() {
		return this.lists.mutual();
	}

	MemberList memberList(ListKind kind) {
		return this.lists.memberList(kind);
	}

	String usernameOf(long number) {
		return person(number).username(this.lists.renamesOf(number));
	}

	private Member memberAt(MemberList list, long rank) {
		return memberOf(list.number(list.position(rank)));
	}

	private Member memberOf(long number) {
		return person(number).member(this.lists.renamesOf(number));
	}

	private Person person(long number) {
		return new Person(this.people.apply(number));
	}

	private Optional<Long> numberOf(long memberId) {
		return Person.numberOf(memberId).stream().mapToObj(this.people::undo).findFirst();
	}

	/**
	 * One person as Instagram shows them in a list.
	 *
	 * @param id numeric id, in part of the population beyond 2^53
	 * @param pictureId absent for the anonymous picture
	 * @param reelSeenAt epoch seconds, absent unless the viewer saw the latest story
	 * @param latestReelAt epoch seconds, 0 without a story
	 */
	public record Member(long id, String username, String fullName, boolean isPrivate, boolean isVerified,
			@Nullable String pictureId, @Nullable Long reelSeenAt, long latestReelAt) {
	}

	/**
	 * Consecutive rows of a list.
	 *
	 * @param next where the following slice begins (a position of followers, an offset of
	 * following)
	 * @param remaining rows after this slice
	 */
	public record Slice(List<Member> rows, long next, long remaining) {
	}

}
