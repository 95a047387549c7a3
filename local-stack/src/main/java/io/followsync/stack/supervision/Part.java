package io.followsync.stack.supervision;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that should run until it is asked to end.
 *
 * @param unexpectedEnd how it ended, when nobody asked for it
 * @param start starts it and returns when it is ready, or throws
 * @param needs parts without which a start cannot succeed
 */
public record Part(String name, Supplier<Optional<String>> unexpectedEnd, Runnable start, List<Part> needs) {

	public Part {
		needs = List.copyOf(needs);
	}

	boolean hasEnded() {
		return this.unexpectedEnd.get().isPresent();
	}

}
