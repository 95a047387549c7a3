package io.followsync.simulator.population;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Positions or person numbers: the few exceptions to the computed lists. */
final class SortedLongSet {

	static final SortedLongSet NONE = new SortedLongSet(new long[0]);

	private final long[] sorted;

	private SortedLongSet(long[] sorted) {
		this.sorted = sorted;
	}

	static SortedLongSet of(LongStream values) {
		return new SortedLongSet(values.sorted().distinct().toArray());
	}

	int size() {
		return this.sorted.length;
	}

	boolean contains(long value) {
		return Arrays.binarySearch(this.sorted, value) >= 0;
	}

	int countBelow(long value) {
		int found = Arrays.binarySearch(this.sorted, value);
		return (found >= 0) ? found : -found - 1;
	}

	/** The element at that index, in ascending order. */
	long at(int index) {
		return this.sorted[index];
	}

	/** The {@code rank}-th (from 0) of the numbers from 0 on that are not in this set. */
	long notContained(long rank) {
		int low = 0;
		int high = this.sorted.length;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (this.sorted[middle] - middle <= rank) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return rank + low;
	}

	SortedLongSet with(SortedLongSet others) {
		return (others.size() == 0) ? this : of(LongStream.concat(stream(), others.stream()));
	}

	SortedLongSet without(SortedLongSet others) {
		return (others.size() == 0) ? this : of(stream().filter((value) -> !others.contains(value)));
	}

	LongStream stream() {
		return Arrays.stream(this.sorted);
	}

}
