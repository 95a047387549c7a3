package io.followsync.gateway.edge;

import java.io.ByteArrayOutputStream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Reads a JSON body up to a limit and not a buffer further. {@code DataBufferUtils.join}
 * is not used: inside a handler the buffer that exceeds its limit is released twice, by
 * its own discard hook and by WebFlux's, which breaks the connection.
 */
public final class JsonBody {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final MediaType ANY_JSON = new MediaType("application", "*+json");

	private final int maxBytes;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private JsonBody(int maxBytes) {
		this.maxBytes = maxBytes;
	}

	/**
	 * The object, which is not empty. Fails with {@link ErrorCode#BODY_TOO_LARGE} beyond
	 * the limit, and with {@link ErrorCode#NO_JSON_DATA} for anything but such an object;
	 * an absent body is an empty one. No error repeats anything of the body.
	 * @param fields what the object has, in words
	 */
	public static Mono<JsonNode> read(ServerHttpRequest request, int maxBytes, String fields) {
		return readBytes(request, maxBytes).map((bytes) -> object(bytes, fields));
	}

	/**
	 * What is said to be JSON, not parsed yet. Fails with
	 * {@link ErrorCode#BODY_TOO_LARGE} beyond the limit, and with
	 * {@link ErrorCode#NO_JSON_DATA} if it is empty or of another type.
	 */
	public static Mono<byte[]> readBytes(ServerHttpRequest request, int maxBytes) {
		return Mono.defer(() -> {
			JsonBody body = new JsonBody(maxBytes);
			return request.getBody()
				.map(body::take)
				.takeUntil((exceeded) -> exceeded)
				.then(Mono.fromSupplier(() -> json(contentType(request.getHeaders()), body.whole())));
		});
	}

	/** The text of a field, or null if it has none. */
	public static @Nullable String text(JsonNode object, String field) {
		JsonNode value = object.get(field);
		return (value != null && value.isString()) ? value.stringValue() : null;
	}

	/**
	 * The text of a field.
	 * @throws ApiException if it has none
	 */
	public static String requireText(JsonNode object, String field) {
		String text = text(object, field);
		if (text == null) {
			throw ApiException.badRequest("%s must be a text.".formatted(field));
		}
		return text;
	}

	/** Whether the limit is exceeded, so that no more is to be read. */
	private boolean take(DataBuffer buffer) {
		try {
			byte[] part = new byte[Math.min(buffer.readableByteCount(), this.maxBytes + 1 - this.bytes.size())];
			buffer.read(part);
			this.bytes.writeBytes(part);
			return isExceeded();
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

	private boolean isExceeded() {
		return this.bytes.size() > this.maxBytes;
	}

	private byte[] whole() {
		if (isExceeded()) {
			throw new ApiException(ErrorCode.BODY_TOO_LARGE);
		}
		return this.bytes.toByteArray();
	}

	private static MediaType contentType(HttpHeaders headers) {
		try {
			MediaType type = headers.getContentType();
			return (type != null) ? type : MediaType.APPLICATION_OCTET_STREAM;
		}
		catch (InvalidMediaTypeException ex) {
			return MediaType.APPLICATION_OCTET_STREAM;
		}
	}

	private static byte[] json(MediaType type, byte[] body) {
		if (body.length == 0) {
			throw noJson("The body is empty.");
		}
		if (!MediaType.APPLICATION_JSON.includes(type) && !ANY_JSON.includes(type)) {
			throw noJson("Send the body with Content-Type: application/json.");
		}
		return body;
	}

	private static JsonNode object(byte[] body, String fields) {
		JsonNode json = parse(body);
		if (!json.isObject() || json.isEmpty()) {
			throw noJson("The body must be an object with %s.".formatted(fields));
		}
		return json;
	}

	private static JsonNode parse(byte[] body) {
		try {
			return JSON.readTree(body);
		}
		catch (JacksonException ex) {
			// Without the parser's message, which may quote a secret.
			throw noJson("The body is not valid JSON.");
		}
	}

	private static ApiException noJson(String reason) {
		return new ApiException(ErrorCode.NO_JSON_DATA).detail(reason);
	}

}
