package io.followsync.worker.tracing;

import java.util.Map;
import java.util.function.Function;

import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/** Creates the spans of a job's run. Does nothing while tracing is disabled. */
public final class Spans {

	public static final Spans NONE = new Spans(ObservationRegistry.NOOP);

	private final ObservationRegistry observations;

	private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();

	Spans(ObservationRegistry observations) {
		this.observations = observations;
	}

	/** Continues the trace of a record's sender, by its headers, or begins a new one. */
	public Mono<Void> received(String name, Map<String, String> sender, Map<String, String> attributes,
			Mono<Void> work) {
		if (off()) {
			return work;
		}
		return Mono.defer(() -> {
			ReceiverContext<Map<String, String>> context = new ReceiverContext<>(Map::get, Kind.CONSUMER);
			context.setCarrier(sender);
			return observed(Observation.createNotStarted(name, () -> context, this.observations), attributes, work,
					(done) -> null);
		});
	}

	/** A span within the subscriber's span, if there is one. */
	public <T> Mono<T> part(String name, Map<String, String> attributes, Mono<T> work) {
		return part(name, attributes, work, (done) -> null);
	}

	/** The same, with an attribute that describes the outcome. */
	public <T> Mono<T> part(String name, Map<String, String> attributes, Mono<T> work,
			Function<T, @Nullable String> outcome) {
		if (off()) {
			return work;
		}
		return Mono.deferContextual((context) -> {
			Observation part = Observation.createNotStarted(name, this.observations);
			Observation parent = context.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
			return observed((parent != null) ? part.parentObservation(parent) : part, attributes, work, outcome);
		});
	}

	private static <T> Mono<T> observed(Observation observation, Map<String, String> attributes, Mono<T> work,
			Function<T, @Nullable String> outcome) {
		attributes.forEach((key, value) -> observation.highCardinalityKeyValue("followsync." + key, value));
		observation.start();
		return work.doOnNext((done) -> {
			String said = outcome.apply(done);
			if (said != null) {
				observation.highCardinalityKeyValue("followsync.outcome", said);
			}
		})
			.doOnError(observation::error)
			.doFinally((signal) -> observation.stop())
			.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, observation));
	}

	/** Makes work that is done later, on any thread, part of the current span. */
	public Runnable asPartOfThis(Runnable later) {
		return off() ? later : this.snapshots.captureAll().wrap(later);
	}

	private boolean off() {
		return this.observations.isNoop();
	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		Spans spans(ObjectProvider<ObservationRegistry> observations,
				@Value("${management.opentelemetry.enabled}") boolean enabled) {
			return enabled ? new Spans(observations.getObject()) : NONE;
		}

		// Only Prometheus and health probes call this service.
		@Bean
		@ConditionalOnBooleanProperty("management.opentelemetry.enabled")
		ObservationPredicate callsAreNoTraces() {
			return (name, context) -> !(context instanceof ServerRequestObservationContext);
		}

	}

}
