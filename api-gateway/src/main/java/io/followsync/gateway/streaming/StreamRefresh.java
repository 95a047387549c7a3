package io.followsync.gateway.streaming;

import java.util.Set;
import java.util.stream.Collectors;

import io.followsync.gateway.database.StoredState;
import io.followsync.gateway.jobs.JobStates;
import io.followsync.runtime.logging.Durations;
import io.followsync.runtime.logging.Failures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Rereads the states of all watched jobs at intervals, in one query each time, and so
 * makes up for whatever the feed lost, including the end and the removal of a job. A job
 * that cannot be read is left out and counted; it keeps no other from being refreshed.
 */
@Component
class StreamRefresh {

	private static final Logger log = LoggerFactory.getLogger(StreamRefresh.class);

	private final JobStates states;

	private final JobStreams streams;

	private final StreamingProperties properties;

	private final Counter failures;

	private final Counter unreadable;

	// Logged already; a job that stays unreadable must not become a flood of log lines.
	private volatile Set<StoredState.Contradiction> reported = Set.of();

	StreamRefresh(JobStates states, JobStreams streams, StreamingProperties properties, MeterRegistry meters) {
		this.states = states;
		this.streams = streams;
		this.properties = properties;
		this.failures = meters.counter("followsync.streams.refresh.failures");
		this.unreadable = meters.counter("followsync.streams.refresh.unreadable");
	}

	/** Refreshes at its interval until cancelled, never twice at once. */
	Flux<Void> refreshes() {
		// A tick during a running query is dropped; the next one makes up for it.
		return Flux.interval(this.properties.refresh()).onBackpressureDrop().concatMap((tick) -> refresh(), 0);
	}

	Mono<Void> refresh() {
		return Mono.fromSupplier(this.streams::known)
			.filter((known) -> !known.isEmpty())
			.flatMapMany(this.states::changesSince)
			.doOnNext(this.streams::apply)
			.ofType(JobStates.Change.Unreadable.class)
			.map(JobStates.Change.Unreadable::contradiction)
			.collect(Collectors.toUnmodifiableSet())
			.doOnNext(this::leaveOut)
			.doOnError(this::reportFailure)
			.onErrorComplete()
			.then();
	}

	private void leaveOut(Set<StoredState.Contradiction> jobs) {
		this.unreadable.increment(jobs.stream().filter((job) -> !job.newer()).count());
		jobs.stream()
			.filter((job) -> !this.reported.contains(job))
			.findAny()
			.ifPresent((job) -> log.atWarn()
				.addKeyValue("job", job.job())
				.addKeyValue("state", job.state())
				.addKeyValue("contradiction", job.text())
				.addKeyValue("leftOut", jobs.size())
				.log(job.newer() ? "A watched job is of a newer release, its streams wait for a gateway that knows it"
						: "A watched job is stored in an impossible state"));
		this.reported = jobs;
	}

	private void reportFailure(Throwable ex) {
		this.failures.increment();
		log.warn("Reading the states of watched jobs failed, retrying in {}: {}",
				Durations.print(this.properties.refresh()), Failures.describe(ex));
	}

}
