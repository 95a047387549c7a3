package io.followsync.gateway.streaming.web;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.followsync.gateway.streaming.StreamingProperties;
import io.followsync.runtime.logging.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * One clock for the heartbeats of all streams. Each stream has its turn once in a period,
 * the first one period after it joined; the streams are spread over the period, so that
 * heartbeats never delay events in a burst.
 */
@Component
class Heartbeats implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);

	private static final int TURNS = 16;

	private final List<Set<Runnable>> turns = Stream.<Set<Runnable>>generate(ConcurrentHashMap::newKeySet)
		.limit(TURNS)
		.toList();

	private final Duration interval;

	private volatile int turn;

	private volatile Disposable running = Disposables.disposed();

	Heartbeats(StreamingProperties properties) {
		Duration interval = properties.heartbeat().dividedBy(TURNS);
		this.interval = (interval.toMillis() > 0) ? interval : Duration.ofMillis(1);
	}

	/** Runs the heartbeat until what is returned is disposed. */
	Disposable join(Runnable heartbeat) {
		Set<Runnable> present = this.turns.get(this.turn);
		present.add(heartbeat);
		return () -> present.remove(heartbeat);
	}

	private void beat() {
		int next = (this.turn + 1) % TURNS;
		this.turn = next;
		this.turns.get(next).forEach(Heartbeats::beat);
	}

	// Whatever is wrong with one stream, the clock goes on for the others.
	private static void beat(Runnable heartbeat) {
		try {
			heartbeat.run();
		}
		catch (RuntimeException ex) {
			log.debug("A heartbeat failed: {}", Failures.describe(ex));
		}
	}

	@Override
	public void start() {
		this.running = Flux.interval(this.interval).onBackpressureDrop().subscribe((tick) -> beat());
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

}
