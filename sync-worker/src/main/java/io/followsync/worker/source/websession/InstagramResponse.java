package io.followsync.worker.source.websession;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

record InstagramResponse(int status, HttpHeaders headers, byte[] body) {

	boolean isSuccess() {
		return this.status >= 200 && this.status < 300;
	}

	boolean isRedirect() {
		return this.status >= 300 && this.status < 400;
	}

	/**
	 * The wait that {@code Retry-After} asks for, in either of its forms, should
	 * Instagram ever send one. Never negative; null if there is none that can be read. A
	 * date is compared with the date of the response, because no clock of ours may decide
	 * how long a lane rests.
	 */
	@Nullable Duration retryAfter() {
		String text = this.headers.getFirst(HttpHeaders.RETRY_AFTER);
		if (text != null && text.strip().matches("[0-9]{1,9}")) {
			return Duration.ofSeconds(Long.parseLong(text.strip()));
		}
		try {
			ZonedDateTime until = this.headers.getFirstZonedDateTime(HttpHeaders.RETRY_AFTER);
			ZonedDateTime now = this.headers.getFirstZonedDateTime(HttpHeaders.DATE);
			if (until == null || now == null) {
				return null;
			}
			return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/** Status, type and size, without any content. */
	String shape() {
		return this.status + " " + contentType() + ", " + this.body.length + " bytes";
	}

	/** The same with the first top-level keys, made harmless for a log. */
	String shapeWithKeys() {
		return shape() + ", keys " + envelope().keys();
	}

	private String contentType() {
		try {
			MediaType type = this.headers.getContentType();
			return (type != null) ? type.getType() + "/" + type.getSubtype() : "without type";
		}
		catch (InvalidMediaTypeException ex) {
			return "of an unreadable type";
		}
	}

	Envelope envelope() {
		return Envelope.read(this.body);
	}

	/**
	 * The top level of a JSON body, the only place where failures are looked for: people
	 * name themselves "fail" and write "challenge_required" in their biographies. Empty
	 * for a body that is broken or not a JSON object.
	 *
	 * @param keys the first keys, made harmless for a log
	 * @param types of the fields that may mark a failure
	 * @param texts of those among them that are strings
	 */
	record Envelope(List<String> keys, Map<String, JsonToken> types, Map<String, String> texts) {

		private static final Set<String> MARKERS = Set.of("status", "message", "error_type", "spam", "checkpoint_url",
				"challenge", "require_login", "logout_reason");

		private static final int MAX_KEYS = 12;

		private static final int MAX_KEY_LENGTH = 40;

		private static Envelope read(byte[] body) {
			Envelope envelope = new Envelope(new ArrayList<>(), new HashMap<>(), new HashMap<>());
			try (JsonParser parser = JsonMapper.shared().createParser(body)) {
				if (parser.nextToken() == JsonToken.START_OBJECT) {
					for (String key = parser.nextName(); key != null; key = parser.nextName()) {
						parser.nextToken();
						envelope.add(key, parser);
						parser.skipChildren();
					}
				}
				return envelope;
			}
			catch (JacksonException ex) {
				return new Envelope(List.of(), Map.of(), Map.of());
			}
		}

		private void add(String key, JsonParser parser) {
			if (this.keys.size() < MAX_KEYS) {
				this.keys
					.add(key.substring(0, Math.min(key.length(), MAX_KEY_LENGTH)).replaceAll("[^A-Za-z0-9_]", "?"));
			}
			if (MARKERS.contains(key)) {
				this.types.put(key, parser.currentToken());
				this.texts.put(key, (parser.currentToken() == JsonToken.VALUE_STRING) ? parser.getString() : "");
			}
		}

		boolean isFailure() {
			return has("status", "fail");
		}

		boolean has(String key, String text) {
			return text.equals(this.texts.get(key));
		}

		boolean has(String key, JsonToken type) {
			return this.types.get(key) == type;
		}

		boolean hasMessage(String message) {
			return message.equalsIgnoreCase(this.texts.get("message"));
		}

		boolean hasMessageStartingWith(String start) {
			return this.texts.getOrDefault("message", "").regionMatches(true, 0, start, 0, start.length());
		}

	}

}
