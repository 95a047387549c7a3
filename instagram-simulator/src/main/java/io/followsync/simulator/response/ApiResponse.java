package io.followsync.simulator.response;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;

public sealed interface ApiResponse {

	/** The status that the audit shows; 0 when the connection breaks instead. */
	default int status() {
		return 0;
	}

	/** What a client gets of a list by reading the whole response. */
	default Delivery delivery() {
		return Delivery.NOTHING;
	}

	/** The same response, but not counted as a delivered page. */
	default ApiResponse undelivered() {
		return this;
	}

	default byte[] bytes() {
		return switch (this) {
			case Complete complete -> complete.body();
			case Reset reset -> reset.announced();
			case Redirect ignored -> new byte[0];
			case Silence ignored -> new byte[0];
		};
	}

	/** A 200 with that value as JSON. */
	static ApiResponse ok(Object value) {
		return ok(value, Delivery.NOTHING);
	}

	static ApiResponse ok(Object value, Delivery delivery) {
		return new Complete(200, Complete.JSON, Complete.MAPPER.writeValueAsBytes(value), delivery);
	}

	static ApiResponse json(int status, String body) {
		return text(status, Complete.JSON, body);
	}

	static ApiResponse json(int status, byte[] body) {
		return new Complete(status, Complete.JSON, body, Delivery.NOTHING);
	}

	static ApiResponse html(int status, String body) {
		return text(status, MediaType.TEXT_HTML_VALUE, body);
	}

	static ApiResponse text(int status, String contentType, String body) {
		return new Complete(status, contentType, body.getBytes(StandardCharsets.UTF_8), Delivery.NOTHING);
	}

	/** What a response delivers of a list. */
	enum Delivery {

		NOTHING, PAGE, LAST_PAGE

	}

	record Complete(int status, String contentType, byte[] body, Delivery delivery) implements ApiResponse {

		private static final String JSON = "application/json; charset=utf-8";

		/**
		 * JSON as Instagram writes it: keys in snake case, in the order of the record's
		 * components, omitted when null.
		 */
		private static final JsonMapper MAPPER = JsonMapper.builder()
			.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
			.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
			.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
			.build();

		@Override
		public ApiResponse undelivered() {
			return new Complete(this.status, this.contentType, this.body, Delivery.NOTHING);
		}

	}

	record Redirect(String location) implements ApiResponse {

		/** A redirect to the login, for a request with that path and query. */
		public static ApiResponse toLogin(String path) {
			return new Redirect("https://www.instagram.com/accounts/login/?next=" + path);
		}

		@Override
		public int status() {
			return 302;
		}

	}

	/** The connection is reset halfway through this JSON. */
	record Reset(byte[] announced) implements ApiResponse {
	}

	/** No response; if the client does not give up, its connection is closed then. */
	record Silence(Duration closesAfter) implements ApiResponse {
	}

}
