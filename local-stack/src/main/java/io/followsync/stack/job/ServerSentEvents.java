package io.followsync.stack.job;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The events of a stream of lines, in order; skips comments and events without data. */
final class ServerSentEvents implements Iterator<ServerSentEvents.Event> {

	private final Iterator<String> lines;

	private @Nullable Event next;

	ServerSentEvents(Stream<String> lines) {
		this.lines = lines.iterator();
	}

	@Override
	public boolean hasNext() {
		if (this.next == null) {
			this.next = read();
		}
		return this.next != null;
	}

	@Override
	public Event next() {
		if (!hasNext() || this.next == null) {
			throw new NoSuchElementException();
		}
		Event event = this.next;
		this.next = null;
		return event;
	}

	private @Nullable Event read() {
		String name = "message";
		StringBuilder data = new StringBuilder();
		while (this.lines.hasNext()) {
			String line = this.lines.next();
			if (line.isEmpty()) {
				if (!data.isEmpty()) {
					return new Event(name, data.substring(1));
				}
				name = "message";
			}
			else if (line.startsWith("event:")) {
				name = line.substring("event:".length()).strip();
			}
			else if (line.startsWith("data:")) {
				data.append('\n').append(line.substring("data:".length()).stripLeading());
			}
		}
		return null;
	}

	record Event(String name, String data) {

	}

}
