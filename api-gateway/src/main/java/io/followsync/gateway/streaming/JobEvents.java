package io.followsync.gateway.streaming;

import java.util.Optional;

import io.followsync.gateway.jobs.JobNow;
import io.followsync.job.Capability;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Streams of one job's events: the state from the database first, then live ones. The seq
 * of the events in a stream rises strictly; the latest state and the end always arrive.
 */
@Component
public class JobEvents {

	private final SharedStates states;

	private final JobStreams streams;

	private final StreamMetrics metrics;

	JobEvents(SharedStates states, JobStreams streams, StreamMetrics metrics) {
		this.states = states;
		this.streams = streams;
		this.metrics = metrics;
	}

	/**
	 * Opens the stream of a job to a watcher who has seen {@code last}, or nothing. An id
	 * of another run, or one that this job never had, counts as nothing.
	 */
	public Mono<Opening> open(Capability capability, Optional<EventId> last) {
		return this.states.find(capability, last)
			.map((now) -> opening(now, last))
			.defaultIfEmpty(new Opening.NoSuchJob());
	}

	private Opening opening(JobNow now, Optional<EventId> last) {
		if (!now.progress().state().terminal()) {
			return new Opening.Stream(live(now, last));
		}
		return seen(now, last) ? new Opening.NothingLeft() : new Opening.Stream(opened(first(now, last)));
	}

	// Join before reading the state: what happens in between is then in the channel.
	private Flux<StreamSignal> live(JobNow found, Optional<EventId> last) {
		return Flux.using(() -> this.streams.join(found),
				(channel) -> this.states.find(channel, last).flatMapMany((now) -> opened(from(channel, now, last))),
				(channel) -> this.streams.leave(found));
	}

	private Flux<StreamEvent> from(JobChannel channel, JobNow now, Optional<EventId> last) {
		channel.offer(now.progress());
		if (now.progress().state().terminal()) {
			return first(now, last);
		}
		Flux<StreamEvent> later = channel.states()
			.filter((progress) -> progress.seq() > now.progress().seq())
			.map((progress) -> StreamEvent.of(now.job(), progress))
			.doOnNext(this.metrics::sentLive);
		// Reactor Core can forget what was requested of a concatenation that begins with
		// nothing (see UngroupedResponse).
		return (seen(now, last) ? later : first(now, last).concatWith(later)).takeUntil(StreamEvent::terminal);
	}

	private Flux<StreamEvent> first(JobNow now, Optional<EventId> last) {
		return seen(now, last) ? Flux.empty() : Flux.just(StreamEvent.first(now)).doOnNext(this.metrics::sent);
	}

	private static Flux<StreamSignal> opened(Flux<StreamEvent> events) {
		return Flux.concat(Flux.just(new StreamSignal.Opened()), events);
	}

	private static boolean seen(JobNow now, Optional<EventId> last) {
		return last.filter(EventId.of(now.job(), now.progress().seq())::equals).isPresent();
	}

}
