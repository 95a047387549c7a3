package io.followsync.gateway.streaming;

import java.time.Duration;
import java.util.Optional;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.JobStates;
import io.followsync.job.JobId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Streams of one job's events: the state from the database first, then live ones. The seq
 * of the events in a stream rises strictly; the latest state and the end always arrive.
 */
@Component
public class JobEvents {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private final SharedStates states;

	private final JobStreams streams;

	private final StreamMetrics metrics;

	JobEvents(SharedStates states, JobStreams streams, StreamMetrics metrics) {
		this.states = states;
		this.streams = streams;
		this.metrics = metrics;
	}

	public sealed interface Opening {

		/** The same, except that a stream also completes with {@code end}. */
		default Opening until(Mono<Void> end) {
			return switch (this) {
				case NothingLeft nothing -> nothing;
				case Stream stream -> new Stream(stream.signals().takeUntilOther(end));
			};
		}

		/** Nothing: the job has ended, and this watcher has seen its last event. */
		record NothingLeft() implements Opening {
		}

		/**
		 * A stream that completes after a terminal event. It fails before its first
		 * signal if it cannot be opened.
		 */
		record Stream(Flux<Signal> signals) implements Opening {
		}

	}

	public sealed interface Signal permits Opened, StreamEvent {

	}

	/** Always the first signal, once the stream can no longer be refused. */
	public record Opened() implements Signal {
	}

	/**
	 * Opens the stream of a job to a watcher who has seen {@code last}, or nothing. An id
	 * of another run, or one that this job never had, counts as nothing. Empty for a job
	 * that does not exist.
	 */
	public Mono<Opening> open(JobId job, Optional<StreamEvent.Id> last) {
		// Whoever watches it already has its state kept up to date.
		return Mono
			.defer(() -> this.streams.state(job)
				.filter((now) -> !StreamEvent.Id.isBehind(now, last))
				.map(Mono::just)
				.orElseGet(() -> this.states.find(job, last)))
			.map((now) -> opening(now, last));
	}

	private Opening opening(JobStates.Snapshot now, Optional<StreamEvent.Id> last) {
		if (!now.progress().state().isTerminal()) {
			return new Opening.Stream(live(now, last));
		}
		return hasSeen(last, now) ? new Opening.NothingLeft() : new Opening.Stream(ended(now, last));
	}

	// Join before reading the state: what happens in between is then in the channel.
	private Flux<Signal> live(JobStates.Snapshot found, Optional<StreamEvent.Id> last) {
		return Flux.using(() -> this.streams.join(found),
				(channel) -> this.states.find(channel, last)
					.switchIfEmpty(Mono.error(() -> removedMeanwhile(found)))
					.flatMapMany((now) -> from(channel, now, last)),
				(channel) -> this.streams.leave(found));
	}

	// Whoever asks again learns that it is gone, or finds the one submitted since.
	private ApiException removedMeanwhile(JobStates.Snapshot found) {
		this.states.forget(found.job());
		return new ApiException(ErrorCode.UNAVAILABLE).retryAfter(RETRY_AFTER);
	}

	private Flux<Signal> from(JobChannel channel, JobStates.Snapshot now, Optional<StreamEvent.Id> last) {
		channel.offer(now.progress());
		if (now.progress().state().isTerminal()) {
			return ended(now, last);
		}
		StreamEvent first = hasSeen(last, now) ? null : StreamEvent.first(now);
		return new JobWatch(channel, first, now.progress().seq(), this.metrics);
	}

	private Flux<Signal> ended(JobStates.Snapshot now, Optional<StreamEvent.Id> last) {
		Flux<StreamEvent> end = hasSeen(last, now) ? Flux.empty() : Flux.just(StreamEvent.first(now));
		return Flux.concat(Flux.just(new Opened()), end.doOnNext(this.metrics::count));
	}

	private static boolean hasSeen(Optional<StreamEvent.Id> last, JobStates.Snapshot now) {
		return last.filter(StreamEvent.Id.of(now.job(), now.progress().seq())::equals).isPresent();
	}

}
