package io.followsync.gateway.streaming;

/** A signal of a stream to its watcher. */
public sealed interface StreamSignal permits StreamSignal.Opened, StreamEvent {

	/** Always first, once the stream can no longer be refused. */
	record Opened() implements StreamSignal {
	}

}
