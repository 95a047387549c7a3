package io.followsync.worker.progress;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import io.followsync.messaging.MessageCodec;
import io.followsync.messaging.ProgressEvent;
import io.followsync.messaging.Topics;
import io.followsync.runtime.kafka.RecordSender;
import io.followsync.runtime.logging.Failures;
import io.followsync.worker.tracing.Spans;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Conflates the states of a running job to a few per second; any other state is sent at
 * once. While there is nothing to send, no timer runs.
 */
@Component
class ConflatingPublisher implements ProgressPublisher, SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(ConflatingPublisher.class);

	private static final Duration INTERVAL = Duration.ofMillis(200);

	private final RecordSender sender;

	private final MessageCodec codec = new MessageCodec();

	private final ConcurrentMap<JobId, Waiting> waiting = new ConcurrentHashMap<>();

	// Also while one is under way.
	private final AtomicBoolean flushScheduled = new AtomicBoolean();

	private final Spans spans;

	private volatile boolean running;

	ConflatingPublisher(RecordSender sender, Spans spans) {
		this.sender = sender;
		this.spans = spans;
	}

	@Override
	public void publish(JobId job, JobProgress progress) {
		if (progress.state() == JobState.RUNNING) {
			Waiting event = new Waiting(progress.seq(), this.spans.asPartOfThis(() -> send(job, progress)));
			this.waiting.merge(job, event, (one, other) -> (one.seq() > other.seq()) ? one : other);
			scheduleFlush();
		}
		else {
			this.waiting.remove(job);
			send(job, progress);
		}
	}

	private void scheduleFlush() {
		if (this.running && this.flushScheduled.compareAndSet(false, true)) {
			Schedulers.parallel().schedule(this::flush);
		}
	}

	// The first flush that sends nothing is the last: it only ensures that the next one
	// comes no sooner than the interval after the one before.
	private void flush() {
		if (!this.running || this.waiting.isEmpty()) {
			this.flushScheduled.set(false);
			// For what was published just before that.
			if (!this.waiting.isEmpty()) {
				scheduleFlush();
			}
			return;
		}
		try {
			sendWaiting();
		}
		finally {
			Schedulers.parallel().schedule(this::flush, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	// Removed only once it is handed over, so that a stop waits for a flush under way.
	private void sendWaiting() {
		this.waiting.keySet().forEach((job) -> this.waiting.computeIfPresent(job, (id, event) -> {
			sendOrDrop(id, event);
			return null;
		}));
	}

	// One that cannot be sent must not keep back the others.
	private static void sendOrDrop(JobId job, Waiting event) {
		try {
			event.sending().run();
		}
		catch (RuntimeException ex) {
			log.warn("sending progress of job {} failed, dropped; gateways read its state from the database: {}", job,
					Failures.describe(ex));
		}
	}

	private void send(JobId job, JobProgress progress) {
		byte[] value = this.codec.encode(new ProgressEvent(job, progress));
		this.sender.send(Topics.PROGRESS, MessageCodec.key(job), value).subscribe();
	}

	@Override
	public void start() {
		this.running = true;
		if (!this.waiting.isEmpty()) {
			scheduleFlush();
		}
	}

	@Override
	public void stop() {
		this.running = false;
		sendWaiting();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	// Stops after the engine, whose last states it sends, and before the sender that it
	// uses.
	@Override
	public int getPhase() {
		return RecordSender.PHASE + 1;
	}

	private record Waiting(long seq, Runnable sending) {
	}

}
