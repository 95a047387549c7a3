package io.followsync.worker.source;

/**
 * What a source answered: what was asked for, or why not.
 */
public sealed interface Answer<T> {

	/** What was asked for. */
	record Delivered<T>(T value) implements Answer<T> {
	}

	/** Why it was not delivered. */
	record Failed<T>(SourceFailure failure) implements Answer<T> {
	}

}
