package io.followsync.acceptance.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Acts as a browser's EventSource for one job: it remembers the id of the last event. */
public final class EventClient {

	private final Http http;

	private final String path;

	private String lastEventId = "";

	EventClient(Http http, String job) {
		this.http = http;
		this.path = "/api/jobs/" + job + "/events";
	}

	public EventClient after(String eventId) {
		this.lastEventId = eventId;
		return this;
	}

	/** The id sent on reconnecting; empty before the first event. */
	public String lastEventId() {
		return this.lastEventId;
	}

	/** The status of a connection that is closed at once. */
	public int status() {
		try {
			HttpResponse<Stream<String>> answer = connect();
			answer.body().close();
			return answer.statusCode();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Connects, resumes after the last event seen, and hangs up after the first event
	 * that matches. If the connection breaks or ends earlier, returns what it delivered.
	 */
	public List<Event> watchUntil(Predicate<Event> enough) {
		List<Event> seen = new ArrayList<>();
		try {
			HttpResponse<Stream<String>> answer = connect();
			try (Stream<String> lines = answer.body()) {
				EventParser events = new EventParser(lines.iterator());
				for (Event event = events.next(); event != null; event = events.next()) {
					seen.add(event);
					this.lastEventId = event.id();
					if (enough.test(event)) {
						break;
					}
				}
			}
		}
		catch (IOException | UncheckedIOException ex) {
			// The connection broke; only the events seen count.
		}
		return seen;
	}

	private HttpResponse<Stream<String>> connect() throws IOException {
		HttpRequest.Builder request = this.http.request(this.path).header("Accept", "text/event-stream").GET();
		return this.http
			.lines(this.lastEventId.isEmpty() ? request : request.header("Last-Event-ID", this.lastEventId));
	}

}
