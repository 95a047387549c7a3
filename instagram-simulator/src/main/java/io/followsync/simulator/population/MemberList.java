package io.followsync.simulator.population;

import java.util.stream.LongStream;

/**
 * One list of one account: positions from 0 (oldest) upwards, without those absent.
 * Someone who {@code left} is no longer counted; someone deactivated is absent too, but
 * Instagram still counts them.
 */
record MemberList(ListKind kind, Placement placement, long length, SortedLongSet left, SortedLongSet absent) {

	static MemberList of(ListKind kind, Placement placement, long length) {
		return new MemberList(kind, placement, length, SortedLongSet.NONE, SortedLongSet.NONE);
	}

	long size() {
		return this.length - this.absent.size();
	}

	long declaredSize() {
		return this.length - this.left.size();
	}

	/** The position of the {@code rank}-th present member, oldest first. */
	long position(long rank) {
		return this.absent.notContained(rank);
	}

	long presentBelow(long position) {
		return position - this.absent.countBelow(position);
	}

	long number(long position) {
		return this.placement.numberAt(this.kind, position);
	}

	boolean contains(long number) {
		long position = this.placement.positionOf(this.kind, number);
		return position >= 0 && position < this.length && !this.absent.contains(position);
	}

	LongStream numbers() {
		return LongStream.range(0, size()).map(this::position).map(this::number);
	}

	MemberList without(SortedLongSet numbers) {
		return new MemberList(this.kind, this.placement, this.length, this.left,
				this.absent.with(positionsOf(numbers)));
	}

	MemberList withoutLeavers(SortedLongSet leavers) {
		return new MemberList(this.kind, this.placement, this.length, this.left.with(leavers),
				this.absent.with(leavers));
	}

	/** Those come back who are at these positions, where they left. */
	MemberList withRegained(SortedLongSet positions) {
		return new MemberList(this.kind, this.placement, this.length, this.left.without(positions),
				this.absent.without(positions));
	}

	MemberList withoutProfiles(SortedLongSet numbers) {
		return withoutLeavers(positionsOf(numbers));
	}

	/** The positions that anybody but these people left. */
	SortedLongSet leftByOthersThan(SortedLongSet numbers) {
		return this.left.without(positionsOf(numbers));
	}

	MemberList withDeactivated(SortedLongSet numbers) {
		return new MemberList(this.kind, this.placement, this.length, this.left, this.left.with(positionsOf(numbers)));
	}

	MemberList grownBy(long newcomers) {
		return new MemberList(this.kind, this.placement, this.length + newcomers, this.left, this.absent);
	}

	private SortedLongSet positionsOf(SortedLongSet numbers) {
		return SortedLongSet.of(numbers.stream()
			.map((number) -> this.placement.positionOf(this.kind, number))
			.filter((position) -> position >= 0 && position < this.length));
	}

}
