package io.followsync.gateway.streaming.web;

import java.time.Duration;
import java.util.Objects;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.netty.DetachedResponse;
import io.followsync.gateway.streaming.JobEvents;
import io.followsync.gateway.streaming.StreamEvent;
import io.followsync.gateway.streaming.StreamSlots;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Writes the events of one stream to one connection, and is all that is kept for it. Asks
 * for the next event once the one before has gone to the socket, so a client that reads
 * slowly has one event waiting here, and beyond that gets the latest.
 */
final class StreamWriter
		implements CoreSubscriber<JobEvents.Signal>, DetachedResponse.Owner, Runnable, ChannelFutureListener {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private final EventFrames frames;

	private final Heartbeats heartbeats;

	private final StreamSlots.Slot slot;

	private volatile Subscription signals = NoSubscription.INSTANCE;

	// Set until the stream is open; cleared then, because it references the whole call.
	private volatile @Nullable MonoSink<Void> opening;

	private volatile @Nullable DetachedResponse body;

	private volatile @Nullable StreamEvent next;

	private volatile State state = State.OPEN;

	private volatile Disposable heartbeat = Disposables.disposed();

	StreamWriter(EventFrames frames, Heartbeats heartbeats, StreamSlots.Slot slot) {
		this.frames = frames;
		this.heartbeats = heartbeats;
		this.slot = slot;
	}

	/** Completes once the stream can no longer be refused. */
	Mono<Void> open(Flux<JobEvents.Signal> stream) {
		return Mono.create((sink) -> {
			this.opening = sink;
			stream.subscribe(this);
		});
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.signals = subscription;
		if (this.state == State.CLOSED) {
			subscription.cancel();
		}
		subscription.request(1);
	}

	@Override
	public void onNext(JobEvents.Signal signal) {
		switch (signal) {
			case JobEvents.Opened opened -> {
				MonoSink<Void> sink = this.opening;
				this.opening = null;
				// None if the client has hung up meanwhile.
				if (sink != null) {
					sink.success();
				}
			}
			case StreamEvent event -> {
				this.next = event;
				proceed();
			}
		}
	}

	@Override
	public void onError(Throwable failure) {
		MonoSink<Void> sink = this.opening;
		if (sink != null) {
			sink.error(failure);
		}
		else {
			finish(State.FAILED);
		}
	}

	@Override
	public void onComplete() {
		MonoSink<Void> sink = this.opening;
		if (sink != null) {
			this.opening = null;
			// There is nothing to begin a response with: the session ended, for example.
			sink.error(new ApiException(ErrorCode.UNAVAILABLE).retryAfter(RETRY_AFTER));
		}
		else {
			finish(State.COMPLETED);
		}
	}

	private synchronized void finish(State end) {
		if (this.state == State.OPEN) {
			this.state = end;
			proceed();
		}
	}

	// Whichever is set last, the body or what is to be sent, sees the other.
	private void proceed() {
		DetachedResponse connection = this.body;
		if (connection != null) {
			connection.execute(this);
		}
	}

	@Override
	public void onDetached(DetachedResponse connection) {
		if (this.state == State.CLOSED) {
			connection.abort();
			return;
		}
		this.heartbeat = this.heartbeats.join(this::beat);
		this.body = connection;
		this.signals.request(1);
		run();
		if (this.state == State.CLOSED) {
			this.heartbeat.dispose();
		}
	}

	/** Sends what there is, on the event loop. */
	@Override
	public void run() {
		DetachedResponse connection = Objects.requireNonNull(this.body);
		// In this order: the end comes after the last event.
		State now = this.state;
		StreamEvent event = this.next;
		if (event != null) {
			this.next = null;
			connection.send(this.frames.of(event)).addListener(this);
		}
		switch (now) {
			case COMPLETED -> {
				this.state = State.ENDING;
				connection.end();
			}
			case FAILED -> connection.abort();
			case OPEN, ENDING, CLOSED -> {
			}
		}
	}

	@Override
	public void operationComplete(ChannelFuture sent) {
		if (sent.isSuccess()) {
			this.signals.request(1);
		}
	}

	private void beat() {
		DetachedResponse connection = Objects.requireNonNull(this.body);
		connection.execute(() -> {
			if (this.state == State.OPEN && connection.isFlushed()) {
				connection.send(EventFrames.HEARTBEAT);
			}
		});
	}

	/** Ends the stream, whether or not its connection has begun. */
	@Override
	public void onClosed() {
		synchronized (this) {
			if (this.state == State.CLOSED) {
				return;
			}
			this.state = State.CLOSED;
		}
		this.opening = null;
		this.signals.cancel();
		this.heartbeat.dispose();
		this.slot.close();
	}

	private enum State {

		OPEN, COMPLETED, FAILED, ENDING, CLOSED

	}

	private enum NoSubscription implements Subscription {

		INSTANCE;

		@Override
		public void request(long count) {
			// Nothing to ask yet.
		}

		@Override
		public void cancel() {
			// Nothing to end yet.
		}

	}

}
