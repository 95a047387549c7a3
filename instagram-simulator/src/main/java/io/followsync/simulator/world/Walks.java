package io.followsync.simulator.world;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts each viewer's walks over each following list. A list's order changes only
 * between two walks: a new one starts with a first page after the last page of the
 * previous one was delivered. Used by one thread at a time.
 */
final class Walks {

	private final Map<Reader, Progress> progress = new HashMap<>();

	int current(long viewer, long target, boolean opensWalk) {
		return this.progress
			.merge(new Reader(viewer, target), new Progress(0, false),
					(known, ignored) -> (opensWalk && known.ended()) ? new Progress(known.walk() + 1, false) : known)
			.walk();
	}

	void ended(long viewer, long target) {
		this.progress.computeIfPresent(new Reader(viewer, target), (key, known) -> new Progress(known.walk(), true));
	}

	private record Reader(long viewer, long target) {
	}

	private record Progress(int walk, boolean ended) {
	}

}
