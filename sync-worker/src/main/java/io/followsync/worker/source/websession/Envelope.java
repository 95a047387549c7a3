package io.followsync.worker.source.websession;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * The top level of an answer, the only place where failures are looked for: people name
 * themselves "fail" and write "challenge_required" in their biographies.
 *
 * @param keys the first top-level keys, made harmless for a log
 * @param challengeUrl the URL in the object {@code challenge}; empty if that object has
 * none
 */
record Envelope(List<String> keys, @Nullable String status, @Nullable String message, @Nullable String errorType,
		boolean spam, boolean checkpointUrl, @Nullable String challengeUrl, boolean requireLogin,
		boolean logoutReason) {

	static final Envelope NONE = new Reading().envelope();

	private static final int MAX_KEYS = 12;

	private static final int MAX_KEY_CHARACTERS = 40;

	/** Returns {@link #NONE} for a body that is broken or not a JSON object. */
	static Envelope read(JsonMapper json, byte[] body) {
		try (JsonParser parser = json.createParser(body)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				return NONE;
			}
			Reading reading = new Reading();
			for (String key = parser.nextName(); key != null; key = parser.nextName()) {
				parser.nextToken();
				reading.take(key, parser);
				parser.skipChildren();
			}
			return reading.envelope();
		}
		catch (JacksonException ex) {
			return NONE;
		}
	}

	boolean failed() {
		return "fail".equals(this.status);
	}

	boolean says(String marker) {
		return marker.equalsIgnoreCase(this.message);
	}

	boolean saysSomethingLike(String marker) {
		return this.message != null && this.message.regionMatches(true, 0, marker, 0, marker.length());
	}

	private static final class Reading {

		private final List<String> keys = new ArrayList<>();

		private @Nullable String status;

		private @Nullable String message;

		private @Nullable String errorType;

		private boolean spam;

		private boolean checkpointUrl;

		private @Nullable String challengeUrl;

		private boolean requireLogin;

		private boolean logoutReason;

		void take(String key, JsonParser parser) {
			if (this.keys.size() < MAX_KEYS) {
				this.keys.add(harmless(key));
			}
			JsonToken token = parser.currentToken();
			switch (key) {
				case "status" -> this.status = text(parser);
				case "message" -> this.message = text(parser);
				case "error_type" -> this.errorType = text(parser);
				case "spam" -> this.spam = token == JsonToken.VALUE_TRUE;
				case "checkpoint_url" -> this.checkpointUrl = text(parser) != null;
				case "challenge" -> this.challengeUrl = (token == JsonToken.START_OBJECT) ? url(parser) : null;
				case "require_login" -> this.requireLogin = token == JsonToken.VALUE_TRUE;
				case "logout_reason" -> this.logoutReason = token == JsonToken.VALUE_NUMBER_INT;
				default -> {
				}
			}
		}

		private static String url(JsonParser parser) {
			String url = "";
			for (String key = parser.nextName(); key != null; key = parser.nextName()) {
				parser.nextToken();
				if ("url".equals(key) && parser.currentToken() == JsonToken.VALUE_STRING) {
					url = parser.getString();
				}
				parser.skipChildren();
			}
			return url;
		}

		private static @Nullable String text(JsonParser parser) {
			return (parser.currentToken() == JsonToken.VALUE_STRING) ? parser.getString() : null;
		}

		private static String harmless(String key) {
			String text = key.replaceAll("[^A-Za-z0-9_]", "?");
			return (text.length() > MAX_KEY_CHARACTERS) ? text.substring(0, MAX_KEY_CHARACTERS) : text;
		}

		Envelope envelope() {
			return new Envelope(List.copyOf(this.keys), this.status, this.message, this.errorType, this.spam,
					this.checkpointUrl, this.challengeUrl, this.requireLogin, this.logoutReason);
		}

	}

}
