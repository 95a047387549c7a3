package io.followsync.acceptance.client;

import java.util.Iterator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads events from the lines of a stream. */
final class EventParser {

	private final Iterator<String> lines;

	EventParser(Iterator<String> lines) {
		this.lines = lines;
	}

	/**
	 * The next event, or null at the end of the stream; ignores an event that is cut off.
	 */
	@Nullable Event next() {
		String id = "";
		String name = "";
		String data = "";
		while (this.lines.hasNext()) {
			String line = this.lines.next();
			if (line.isEmpty() && !data.isEmpty()) {
				return new Event(id, name, JsonMapper.shared().readTree(data));
			}
			if (line.startsWith("id:")) {
				id = line.substring(3).strip();
			}
			else if (line.startsWith("event:")) {
				name = line.substring(6).strip();
			}
			else if (line.startsWith("data:")) {
				data += line.substring(5).strip();
			}
		}
		return null;
	}

}
