package io.followsync.gateway.streaming;

import reactor.core.publisher.Flux;

/** What a watcher gets who asks for a job's stream. */
public sealed interface Opening {

	/** There is no such job, or no more. */
	record NoSuchJob() implements Opening {
	}

	/** The job has ended and this watcher has seen it. */
	record NothingLeft() implements Opening {
	}

	/**
	 * A stream that completes after a terminal event. It may fail before its first signal
	 * when it cannot be opened.
	 */
	record Stream(Flux<StreamSignal> signals) implements Opening {
	}

}
