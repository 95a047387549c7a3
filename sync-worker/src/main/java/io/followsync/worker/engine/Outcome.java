package io.followsync.worker.engine;

import io.followsync.worker.source.SourceFailure;

/** What became of a request to a source. */
sealed interface Outcome<T> {

	/** The source delivered what was asked for. */
	record Delivered<T>(T value) implements Outcome<T> {
	}

	/** The source did not deliver. */
	record Failed<T>(SourceFailure failure) implements Outcome<T> {
	}

	/**
	 * The budget grants no request at present.
	 *
	 * @param instead what the run does until then
	 * @param coolingDown whether Instagram asked the lane to pause
	 */
	record NotMade<T>(StepResult instead, boolean coolingDown) implements Outcome<T> {
	}

}
