package io.followsync.gateway.streaming.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

import io.followsync.gateway.edge.netty.DetachedResponse.Chunk;
import io.followsync.gateway.streaming.StreamEvent;
import io.followsync.gateway.streaming.StreamingProperties;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/** Stream events in the form of server-sent events. */
@Component
final class EventFrames {

	static final Chunk HEARTBEAT = chunk(":heartbeat\n\n");

	private final JsonMapper json;

	private final StreamingProperties properties;

	// The watchers of a job are served one after the other, with the same event.
	private final FastThreadLocal<@Nullable Rendered> latest = new FastThreadLocal<>();

	EventFrames(JsonMapper json, StreamingProperties properties) {
		this.json = json;
		this.properties = properties;
	}

	/** The frame of an event; that of the same event again is not made again. */
	Chunk of(StreamEvent event) {
		Rendered rendered = this.latest.get();
		if (rendered == null || rendered.event != event) {
			rendered = new Rendered(event, render(event));
			this.latest.set(rendered);
		}
		return rendered.frame;
	}

	private Chunk render(StreamEvent event) {
		ObjectNode data = this.json.valueToTree(event.progress());
		if (event.position() != null) {
			data.put("position", event.position());
		}
		return chunk("id:" + event.id() + "\nevent:" + event.type().name().toLowerCase(Locale.ROOT) + "\ndata:" + data
				+ "\n\n");
	}

	/**
	 * How long a client waits before it reconnects; random, so that not all return at
	 * once.
	 */
	byte[] retry() {
		long pause = ThreadLocalRandom.current()
			.nextLong(this.properties.minRetry().toMillis(), this.properties.maxRetry().toMillis());
		return ("retry:" + pause + "\n\n").getBytes(StandardCharsets.US_ASCII);
	}

	private static Chunk chunk(String text) {
		return Chunk.of(text.getBytes(StandardCharsets.UTF_8));
	}

	private record Rendered(StreamEvent event, Chunk frame) {
	}

}
