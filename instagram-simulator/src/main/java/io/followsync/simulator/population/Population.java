package io.followsync.simulator.population;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The two lists of one account at one moment. Immutable: changes create another
 * population. Takes no memory per member, only for those who left, deactivated or were
 * renamed.
 */
public final class Population {

	private final AccountSpec spec;

	private final Scramble people;

	private final Lists lists;

	private Population(AccountSpec spec, Lists lists) {
		this.spec = spec;
		this.people = new Scramble(spec.id());
		this.lists = lists;
	}

	public static Population of(AccountSpec spec) {
		Overlap overlap = new Overlap(spec.followers(), spec.following(), spec.mutual());
		return new Population(spec, new Lists(Roster.of(ListKind.FOLLOWERS, overlap, spec.followers()),
				Roster.of(ListKind.FOLLOWING, overlap, spec.following()), Positions.NONE, List.of(), 0));
	}

	/**
	 * The population after these changes.
	 * @throws IllegalArgumentException when more are to leave, deactivate, be renamed or
	 * return than there are
	 */
	public Population after(Changes changes) {
		return new Population(this.spec, new Churn(this.spec.id(), this.lists).apply(changes));
	}

	public AccountSpec spec() {
		return this.spec;
	}

	/** How many are in that list now. */
	public long size(ListKind list) {
		return roster(list).size();
	}

	/**
	 * How many the profile says: the deactivated are included, unless the account
	 * declares a number of its own.
	 */
	public long declared(ListKind list) {
		Long declared = this.spec.declared(list);
		return (declared != null) ? declared : roster(list).declared();
	}

	/** The position where a walk over the followers starts, newest first. */
	public long newestFollower() {
		return this.lists.followers().length() - 1;
	}

	/**
	 * Followers from that position on, newest first. Newcomers do not disturb a walk in
	 * progress.
	 */
	public Slice followersFrom(long position, int rows) {
		Roster roster = this.lists.followers();
		long rank = roster.presentBelow(Math.min(position, newestFollower()) + 1) - 1;
		long last = Math.max(rank - rows, -1);
		List<Member> members = LongStream.range(0, rank - last)
			.mapToObj((row) -> memberAt(roster, rank - row))
			.toList();
		return new Slice(members, (last >= 0) ? roster.position(last) : -1, last + 1);
	}

	/**
	 * Rows of the following list in the order of that walk. A whole walk meets everyone,
	 * and some people twice.
	 */
	public Slice followingFrom(long offset, int rows, int walk) {
		Roster roster = this.lists.following();
		Ranking ranking = new Ranking(this.spec.id(), walk, roster.size());
		long end = Math.min(offset + rows, ranking.rows());
		List<Member> members = LongStream.range(offset, end)
			.mapToObj((row) -> memberAt(roster, ranking.rankAt(row)))
			.toList();
		return new Slice(members, end, Math.max(ranking.rows() - end, 0));
	}

	/** Whether the person with that id is in that list now. */
	public boolean has(ListKind list, long memberId) {
		return numberOf(memberId).filter(roster(list)::holds).isPresent();
	}

	/** The person with that id, if in either list now. */
	public Optional<Member> member(long memberId) {
		return numberOf(memberId)
			.filter((number) -> this.lists.followers().holds(number) || this.lists.following().holds(number))
			.map(this::memberOf);
	}

	/**
	 * Whether the person with that id belongs to this account and has deactivated their
	 * own.
	 */
	public boolean hasDeactivated(long memberId) {
		return numberOf(memberId).filter(this.lists.deactivated()::contains).isPresent();
	}

	public Truth truth() {
		return Truth.of(this);
	}

	long mutual() {
		return this.lists.mutual();
	}

	Roster roster(ListKind list) {
		return this.lists.roster(list);
	}

	String usernameOf(long number) {
		return person(number).username(this.lists.renamesOf(number));
	}

	private Member memberAt(Roster roster, long rank) {
		return memberOf(roster.number(roster.position(rank)));
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

}
