package io.followsync.gateway.streaming;

import reactor.core.publisher.Flux;

/** The outcome of a request for a job's stream. */
public sealed interface Opening {

	/** The job does not exist, or no longer exists. */
	record NoSuchJob() implements Opening {
	}

	/** The job has ended, and this watcher has seen its last event. */
	record NothingLeft() implements Opening {
	}

	/**
	 * A stream that completes after a terminal event. It fails before its first signal if
	 * it cannot be opened.
	 */
	record Stream(Flux<StreamSignal> signals) implements Opening {
	}

}
