package io.followsync.worker.due;

import reactor.core.publisher.Mono;

/** Gives tests in other packages access to a single round of the dispatcher. */
public final class DispatcherForTests {

	private DispatcherForTests() {
	}

	public static Mono<Void> round(DueWork<?> work) {
		return Dispatcher.round(work);
	}

}
