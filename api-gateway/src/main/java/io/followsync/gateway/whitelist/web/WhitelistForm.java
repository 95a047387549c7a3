package io.followsync.gateway.whitelist.web;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.JsonBody;
import io.followsync.gateway.whitelist.WhitelistEntries;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Reads entries from a body such as {@code {"ids":["1"],"names":["a"],"text":"@b, c"}}.
 * It holds the bytes and the entries, and builds no tree of the JSON, which would be many
 * times as large.
 */
final class WhitelistForm {

	static final int MAX_BYTES = 1024 * 1024;

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String FIELDS = "The body must be an object with ids, names or text: two lists of texts, and a text.";

	// Of a pasted list.
	private static final Pattern ENTRY = Pattern.compile("[^\\s,;@]+");

	private static final Pattern PROFILE_LINK = Pattern
		.compile("(?i)(?:https?://)?(?:www\\.)?instagram\\.com/([^/?#]+)(?:[/?#].*)?");

	private final List<String> ids = new ArrayList<>();

	private final List<String> names = new ArrayList<>();

	private WhitelistForm() {
	}

	/**
	 * Fails with {@link ErrorCode#BODY_TOO_LARGE} for too many bytes or entries, with
	 * {@link ErrorCode#NO_JSON_DATA} for anything but such an object.
	 */
	static Mono<WhitelistEntries> read(ServerHttpRequest request) {
		return JsonBody.readBytes(request, MAX_BYTES).map((body) -> new WhitelistForm().parse(body));
	}

	private WhitelistEntries parse(byte[] body) {
		try (JsonParser json = JSON.createParser(body)) {
			require(json.nextToken() == JsonToken.START_OBJECT);
			while (json.nextToken() == JsonToken.PROPERTY_NAME) {
				readField(json.currentName(), json);
			}
			require(json.nextToken() == null);
		}
		catch (JacksonException ex) {
			throw new ApiException(ErrorCode.NO_JSON_DATA).detail("The body is not valid JSON.");
		}
		require(!this.ids.isEmpty() || !this.names.isEmpty());
		return new WhitelistEntries(this.ids, this.names);
	}

	private void readField(@Nullable String field, JsonParser json) {
		JsonToken value = json.nextToken();
		switch (field) {
			case "ids" -> readTexts(json, value, this.ids::add);
			case "names" -> readTexts(json, value, this::addName);
			case "text" -> {
				require(value == JsonToken.VALUE_STRING);
				split(json.getString());
			}
			case null, default -> json.skipChildren();
		}
	}

	private void readTexts(JsonParser json, JsonToken value, Consumer<String> entries) {
		require(value == JsonToken.START_ARRAY);
		while (json.nextToken() != JsonToken.END_ARRAY) {
			require(json.currentToken() == JsonToken.VALUE_STRING);
			requireRoom();
			entries.accept(json.getString());
		}
	}

	private void split(String text) {
		for (Matcher entry = ENTRY.matcher(text); entry.find();) {
			requireRoom();
			addName(entry.group());
		}
	}

	/** A name alone, with @, or in the link to the profile. */
	private void addName(String entry) {
		Matcher link = PROFILE_LINK.matcher(entry);
		this.names.add(link.matches() ? link.group(1) : entry.startsWith("@") ? entry.substring(1) : entry);
	}

	private void requireRoom() {
		if (this.ids.size() + this.names.size() == WhitelistEntries.MAX) {
			throw tooMany();
		}
	}

	static ApiException tooMany() {
		return new ApiException(ErrorCode.BODY_TOO_LARGE)
			.detail("A request has at most %d entries.".formatted(WhitelistEntries.MAX));
	}

	private static void require(boolean isAsItShouldBe) {
		if (!isAsItShouldBe) {
			throw new ApiException(ErrorCode.NO_JSON_DATA).detail(FIELDS);
		}
	}

}
