package io.followsync.gateway.streaming;

/** What a stream tells its watcher. */
public sealed interface StreamSignal permits StreamSignal.Opened, StreamEvent {

	/** Always first, once nothing can refuse the stream any more. */
	record Opened() implements StreamSignal {
	}

}
