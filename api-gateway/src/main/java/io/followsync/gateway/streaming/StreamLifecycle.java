package io.followsync.gateway.streaming;

import java.time.Duration;

import io.followsync.messaging.ProgressEvent;
import io.followsync.runtime.logging.Failures.Redacted;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Starts the sources of the streams before the web server, and stops them after it. */
@Component
public class StreamLifecycle implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(StreamLifecycle.class);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

	private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

	private final ProgressFeed feed;

	private final StreamRefresh refresh;

	private final JobStreams streams;

	private final Counter restarts;

	private volatile Disposable running = Disposables.disposed();

	StreamLifecycle(ProgressFeed feed, StreamRefresh refresh, JobStreams streams, MeterRegistry meters) {
		this.feed = feed;
		this.refresh = refresh;
		this.streams = streams;
		this.restarts = meters.counter("followsync.streams.feed.restarts");
		meters.gauge("followsync.streams.feed.ready", feed, (it) -> it.isReady() ? 1 : 0);
	}

	@Override
	public void start() {
		this.running = Disposables.composite(
				restarted(Flux.defer(this.feed::events)
					.doOnNext((event) -> this.streams.publish(event.job(), event.progress()))).subscribe(),
				restarted(this.refresh.refreshes()).subscribe());
	}

	// A last resort: both recover by themselves from every failure that is expected.
	private <T> Flux<T> restarted(Flux<T> signals) {
		return signals.retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
			.maxBackoff(MAX_PAUSE)
			.transientErrors(true)
			.doBeforeRetry((retry) -> {
				this.restarts.increment();
				log.atError()
					.setCause(Redacted.of(retry.failure()))
					.log("A source of the streams failed, restarting it");
			}));
	}

	@Override
	public void stop() {
		this.running.dispose();
	}

	@Override
	public boolean isRunning() {
		return !this.running.isDisposed();
	}

	// Below the web server's phases: started before it, stopped after it.
	@Override
	public int getPhase() {
		return 0;
	}

	/**
	 * The progress events of all jobs that workers publish from now on. Every replica
	 * reads all of them. May lose, repeat and reorder events: the seq gives their order,
	 * and {@link StreamRefresh} makes up for lost ones.
	 */
	public interface ProgressFeed {

		/**
		 * Never ends and never fails: after an outage of the broker it resumes when the
		 * broker is back. Unreadable records become dead letters and do not stop it.
		 */
		Flux<ProgressEvent> events();

		/** Whether events published now will arrive. */
		boolean isReady();

	}

}
