package io.followsync.gateway.whitelist.web;

import java.util.ArrayList;
import java.util.List;
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

	// A pasted list of names.
	private static final Pattern NAME = Pattern.compile("[^\\s,;@]+");

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
			case "ids" -> readTexts(json, value, this.ids);
			case "names" -> readTexts(json, value, this.names);
			case "text" -> {
				require(value == JsonToken.VALUE_STRING);
				split(json.getString());
			}
			case null, default -> json.skipChildren();
		}
	}

	private void readTexts(JsonParser json, JsonToken value, List<String> entries) {
		require(value == JsonToken.START_ARRAY);
		while (json.nextToken() != JsonToken.END_ARRAY) {
			require(json.currentToken() == JsonToken.VALUE_STRING);
			add(json.getString(), entries);
		}
	}

	private void split(String text) {
		for (Matcher name = NAME.matcher(text); name.find();) {
			add(name.group(), this.names);
		}
	}

	private void add(String entry, List<String> entries) {
		if (this.ids.size() + this.names.size() == WhitelistEntries.MAX) {
			throw tooMany();
		}
		entries.add(entry);
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
