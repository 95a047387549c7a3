package io.followsync.worker.source.dataexport;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Lists of people of whom only the dates matter.
 *
 * @param namedInValue whether their names stand in {@code value}, as until autumn 2025
 */
record DatedLists(NameKeys keys, boolean namedInValue) {

	DatedLists(boolean namedInValue) {
		this(new NameKeys(), namedInValue);
	}

	/** People named after their place. */
	MemberList list(List<Instant> since) {
		return list(IntStream.range(0, since.size()).boxed().collect(Collectors.toMap((i) -> "name" + i, since::get)));
	}

	MemberList list(Map<String, @Nullable Instant> sinceByName) {
		MemberList list = new MemberList(this.keys, 100_000, new HeapBudget(DataSize.ofMegabytes(64)));
		sinceByName.forEach((name, since) -> list.add(new Entry(List.of(name), this.namedInValue, "", since)));
		return list;
	}

}
