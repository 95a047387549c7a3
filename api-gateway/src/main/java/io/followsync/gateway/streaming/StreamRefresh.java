package io.followsync.gateway.streaming;

import io.followsync.gateway.jobs.JobStates;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Rereads the states of all watched jobs at intervals, in one query each time, and so
 * makes up for whatever the feed lost, including the end and the removal of a job.
 */
@Component
class StreamRefresh {

	private static final Logger log = LoggerFactory.getLogger(StreamRefresh.class);

	private final JobStates states;

	private final JobStreams streams;

	private final StreamingProperties properties;

	private final Counter failures;

	StreamRefresh(JobStates states, JobStreams streams, StreamingProperties properties, MeterRegistry meters) {
		this.states = states;
		this.streams = streams;
		this.properties = properties;
		this.failures = meters.counter("followsync.streams.refresh.failures");
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
			.doOnError(this::failed)
			.onErrorComplete()
			.then();
	}

	private void failed(Throwable ex) {
		this.failures.increment();
		log.warn("The states of the watched jobs could not be read, next try in {}: {}", this.properties.refresh(),
				ex.getClass().getName());
	}

}
