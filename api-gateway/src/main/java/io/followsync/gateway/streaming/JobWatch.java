package io.followsync.gateway.streaming;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * One watcher of a channel: gets {@link JobEvents.Opened}, the first event if there is
 * one, then the channel's latest state whenever it asks for an event and that state is
 * newer than those it had, until the end. Nothing waits for a slow watcher but the
 * channel's latest state. Signals come on the thread that publishes or asks.
 */
final class JobWatch extends Flux<JobEvents.Signal> {

	private final JobChannel channel;

	private final @Nullable StreamEvent first;

	private final long seq;

	private final StreamMetrics metrics;

	/** Gets states whose seq is higher than this one. */
	JobWatch(JobChannel channel, @Nullable StreamEvent first, long seq, StreamMetrics metrics) {
		this.channel = channel;
		this.first = first;
		this.seq = seq;
		this.metrics = metrics;
	}

	@Override
	public void subscribe(CoreSubscriber<? super JobEvents.Signal> watcher) {
		Watcher subscription = new Watcher(this, watcher);
		watcher.onSubscribe(subscription);
		this.channel.add(subscription);
		if (subscription.done) {
			// While it was being opened, before it could be removed.
			this.channel.remove(subscription);
		}
		subscription.proceed();
	}

	static final class Watcher implements Subscription {

		private static final AtomicIntegerFieldUpdater<Watcher> MISSED = AtomicIntegerFieldUpdater
			.newUpdater(Watcher.class, "missed");

		private static final AtomicLongFieldUpdater<Watcher> REQUESTED = AtomicLongFieldUpdater
			.newUpdater(Watcher.class, "requested");

		private final JobChannel channel;

		private final StreamMetrics metrics;

		private final CoreSubscriber<? super JobEvents.Signal> actual;

		private volatile int missed;

		private volatile long requested;

		private volatile boolean done;

		// The rest belongs to whoever is in emit().
		private @Nullable StreamEvent first;

		private long seq;

		private boolean opened;

		Watcher(JobWatch watch, CoreSubscriber<? super JobEvents.Signal> actual) {
			this.channel = watch.channel;
			this.metrics = watch.metrics;
			this.actual = actual;
			this.first = watch.first;
			this.seq = watch.seq;
		}

		@Override
		public void request(long count) {
			if (Operators.validate(count)) {
				Operators.addCap(REQUESTED, this, count);
				proceed();
			}
		}

		@Override
		public void cancel() {
			this.done = true;
			this.channel.remove(this);
		}

		/** Emits what is new and asked for; one thread at a time does so. */
		void proceed() {
			if (MISSED.getAndIncrement(this) != 0) {
				return;
			}
			int seen = 1;
			do {
				emit();
				seen = MISSED.addAndGet(this, -seen);
			}
			while (seen != 0);
		}

		private void emit() {
			while (!this.done) {
				// In this order: the last state is published before the end.
				boolean ended = this.channel.isEnded();
				JobEvents.Signal next = next();
				if (next == null) {
					if (ended) {
						complete();
					}
					return;
				}
				if (this.requested == 0) {
					return;
				}
				Operators.produced(REQUESTED, this, 1);
				take(next);
			}
		}

		private JobEvents.@Nullable Signal next() {
			if (!this.opened) {
				return new JobEvents.Opened();
			}
			if (this.first != null) {
				return this.first;
			}
			StreamEvent latest = this.channel.latest();
			return (latest != null && latest.id().seq() > this.seq) ? latest : null;
		}

		private void take(JobEvents.Signal next) {
			switch (next) {
				case JobEvents.Opened opening -> this.opened = true;
				case StreamEvent event when event == this.first -> {
					this.first = null;
					this.metrics.count(event);
				}
				case StreamEvent event -> {
					this.seq = event.id().seq();
					this.metrics.countLive(event);
				}
			}
			this.actual.onNext(next);
			if (next instanceof StreamEvent event && event.isTerminal()) {
				complete();
			}
		}

		private void complete() {
			if (!this.done) {
				this.done = true;
				this.channel.remove(this);
				this.actual.onComplete();
			}
		}

	}

}
