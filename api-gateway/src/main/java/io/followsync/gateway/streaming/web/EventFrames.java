package io.followsync.gateway.streaming.web;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

import io.followsync.gateway.streaming.JobEvents;
import io.followsync.gateway.streaming.StreamEvent;
import io.followsync.gateway.streaming.StreamingProperties;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;

/** Stream events as server-sent events, with heartbeats between them. */
@Component
record EventFrames(JsonMapper json, StreamingProperties properties) {

	/** A frame for each signal, and heartbeats; completes with the signals. */
	Flux<ServerSentEvent<String>> of(Flux<JobEvents.Signal> signals) {
		Flux<ServerSentEvent<String>> frames = signals.map(this::frame);
		// Take one frame at a time from the conflating stream, not a buffer of old ones.
		// The end is one of the merged signals, because heartbeats have none.
		return Flux.merge(1, frames.materialize(), heartbeats().materialize()).dematerialize();
	}

	private ServerSentEvent<String> frame(JobEvents.Signal signal) {
		return switch (signal) {
			case JobEvents.Opened opened -> retry();
			case StreamEvent event -> frame(event);
		};
	}

	private ServerSentEvent<String> frame(StreamEvent event) {
		ObjectNode data = this.json.valueToTree(event.progress());
		if (event.position() != null) {
			data.put("position", event.position());
		}
		return ServerSentEvent.<String>builder()
			.id(event.id().toString())
			.event(event.type().name().toLowerCase(Locale.ROOT))
			.data(data.toString())
			.build();
	}

	private Flux<ServerSentEvent<String>> heartbeats() {
		ServerSentEvent<String> heartbeat = ServerSentEvent.<String>builder().comment("heartbeat").build();
		// Heartbeats that a client does not take are dropped.
		return Flux.interval(this.properties.heartbeat()).onBackpressureDrop().map((tick) -> heartbeat);
	}

	private ServerSentEvent<String> retry() {
		long pause = ThreadLocalRandom.current()
			.nextLong(this.properties.minRetry().toMillis(), this.properties.maxRetry().toMillis());
		return ServerSentEvent.<String>builder().retry(Duration.ofMillis(pause)).build();
	}

}
