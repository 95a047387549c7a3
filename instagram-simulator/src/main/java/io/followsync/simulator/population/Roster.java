package io.followsync.simulator.population;

import java.util.stream.LongStream;

/**
 * One list of one account: positions from 0 (oldest) upwards, without those absent.
 * Someone who {@code left} is no longer counted; someone deactivated is absent too, but
 * Instagram still counts them.
 */
record Roster(ListKind kind, Overlap overlap, long length, Positions left, Positions absent) {

	static Roster of(ListKind kind, Overlap overlap, long length) {
		return new Roster(kind, overlap, length, Positions.NONE, Positions.NONE);
	}

	long size() {
		return this.length - this.absent.size();
	}

	long declared() {
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
		return this.overlap.numberAt(this.kind, position);
	}

	boolean holds(long number) {
		long position = this.overlap.positionOf(this.kind, number);
		return position >= 0 && position < this.length && !this.absent.contains(position);
	}

	LongStream numbers() {
		return LongStream.range(0, size()).map(this::position).map(this::number);
	}

	Roster without(Positions numbers) {
		return new Roster(this.kind, this.overlap, this.length, this.left, this.absent.with(positionsOf(numbers)));
	}

	Roster afterLeaving(Positions leavers) {
		return new Roster(this.kind, this.overlap, this.length, this.left.with(leavers), this.absent.with(leavers));
	}

	Roster withDeactivated(Positions numbers) {
		return new Roster(this.kind, this.overlap, this.length, this.left, this.left.with(positionsOf(numbers)));
	}

	Roster grownBy(long newcomers) {
		return new Roster(this.kind, this.overlap, this.length + newcomers, this.left, this.absent);
	}

	private Positions positionsOf(Positions numbers) {
		return Positions.of(numbers.stream()
			.map((number) -> this.overlap.positionOf(this.kind, number))
			.filter((position) -> position >= 0 && position < this.length));
	}

}
