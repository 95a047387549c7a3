package io.followsync.worker.source.dataexport;

import java.util.HashSet;
import java.util.Set;

/**
 * Notices a key that stands twice in one object. The parser would take either of the two
 * values, and nothing says which is right.
 */
final class UniqueKeys {

	private final Set<String> relevant;

	private final Set<String> seen = new HashSet<>();

	private boolean repeated;

	/**
	 * @param relevant the keys that are read; others may repeat
	 */
	UniqueKeys(Set<String> relevant) {
		this.relevant = relevant;
	}

	void add(String key) {
		this.repeated |= this.relevant.contains(key) && !this.seen.add(key);
	}

	boolean isRepeated() {
		return this.repeated;
	}

}
