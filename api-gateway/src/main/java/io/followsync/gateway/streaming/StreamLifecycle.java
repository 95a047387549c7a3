package io.followsync.gateway.streaming;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.Disposable;
import reactor.core.Disposables;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Starts and stops what feeds the streams: before the web server, and after it. */
@Component
class StreamLifecycle implements SmartLifecycle {

	private final ProgressFeed feed;

	private final StreamRefresh refresh;

	private final JobStreams streams;

	private volatile Disposable running = Disposables.disposed();

	StreamLifecycle(ProgressFeed feed, StreamRefresh refresh, JobStreams streams, MeterRegistry meters) {
		this.feed = feed;
		this.refresh = refresh;
		this.streams = streams;
		meters.gauge("followsync.streams.feed.ready", feed, (it) -> it.ready() ? 1 : 0);
	}

	@Override
	public void start() {
		this.running = Disposables.composite(
				this.feed.events().subscribe((event) -> this.streams.publish(event.job(), event.progress())),
				this.refresh.refreshes().subscribe());
	}

	@Override
	public void stop() {
		this.running.dispose();
	}

	@Override
	public boolean isRunning() {
		return !this.running.isDisposed();
	}

	// The web server starts in the last phases but one thousand odd; this is before them.
	@Override
	public int getPhase() {
		return 0;
	}

}
