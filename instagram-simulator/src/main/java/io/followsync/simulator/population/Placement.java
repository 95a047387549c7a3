package io.followsync.simulator.population;

/**
 * Computes which person is at which position of which list. Persons are numbered within
 * the account: number % 4 is 0 for a mutual one, 1 for one of the followers only, 2 for
 * one of the following only. The mutual ones are spread evenly over both lists; positions
 * beyond the original lengths belong to people who came later.
 */
record Placement(long followers, long following, long mutual) {

	private static final int CLASSES = 4;

	static boolean isMutual(long number) {
		return number % CLASSES == 0;
	}

	long numberAt(ListKind list, long position) {
		long length = length(list);
		if (position >= length) {
			return own(list, position - this.mutual);
		}
		long mutualBefore = position * this.mutual / length;
		boolean isMutual = (position + 1) * this.mutual / length > mutualBefore;
		return isMutual ? mutualBefore * CLASSES : own(list, position - mutualBefore);
	}

	/** The position of that person in that list, -1 when they were never in it. */
	long positionOf(ListKind list, long number) {
		long index = number / CLASSES;
		long length = length(list);
		if (isMutual(number)) {
			return (index < this.mutual) ? Math.ceilDiv((index + 1) * length, this.mutual) - 1 : -1;
		}
		if (number != own(list, index)) {
			return -1;
		}
		long onlyHere = length - this.mutual;
		return (index < onlyHere) ? index * length / onlyHere : index + this.mutual;
	}

	private long length(ListKind list) {
		return (list == ListKind.FOLLOWERS) ? this.followers : this.following;
	}

	private static long own(ListKind list, long index) {
		return index * CLASSES + ((list == ListKind.FOLLOWERS) ? 1 : 2);
	}

}
