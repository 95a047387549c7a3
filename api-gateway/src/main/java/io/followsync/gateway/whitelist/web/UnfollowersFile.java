package io.followsync.gateway.whitelist.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.whitelist.Whitelist;
import io.followsync.gateway.whitelist.WhitelistEntries;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * A whitelist that InstagramUnfollowers exported: an array of users. They are read one by
 * one, and only their ids and names are held.
 *
 * @param names of the users, by id
 */
record UnfollowersFile(Map<String, String> names) {

	// A user with the address of a picture takes about a kilobyte.
	static final int MAX_BYTES = 32 * 1024 * 1024;

	private static final int MAX_USER = 64 * 1024;

	private static final int MAX_ID = 20;

	private static final int MAX_NAME = 100;

	private static final JacksonJsonDecoder DECODER = decoder();

	/** The part of a user that is read. */
	record ImportedUser(
			@Schema(example = "8812345", requiredMode = Schema.RequiredMode.REQUIRED,
					nullable = false) @Nullable String id,
			@Schema(example = "jane.example") @Nullable String username) {
	}

	/**
	 * An empty array has no users. Fails with {@link ErrorCode#BODY_TOO_LARGE} for too
	 * many bytes or users, with {@link ErrorCode#NO_JSON_DATA} for anything but an array
	 * of users.
	 */
	static Mono<UnfollowersFile> read(ServerHttpRequest request) {
		return Flux.defer(() -> {
			Body body = new Body();
			Flux<DataBuffer> parts = request.getBody()
				.map(body::take)
				.takeUntil((part) -> body.isExceeded())
				.map(DefaultDataBufferFactory.sharedInstance::wrap);
			return DECODER
				.decode(parts, ResolvableType.forClass(ImportedUser.class), MediaType.APPLICATION_JSON, Map.of())
				.onErrorMap(DecodingException.class, (ex) -> noUsers())
				.onErrorMap((ex) -> body.isExceeded() ? new ApiException(ErrorCode.BODY_TOO_LARGE) : ex)
				.cast(ImportedUser.class)
				.switchIfEmpty(Mono.fromRunnable(body::requireEmptyArray))
				.concatWith(Mono.fromRunnable(body::requireArray));
		})
			.take(WhitelistEntries.MAX + 1L)
			.collect(() -> new LinkedHashMap<String, String>(), UnfollowersFile::add)
			.map(UnfollowersFile::new);
	}

	WhitelistEntries entries() {
		return new WhitelistEntries(List.copyOf(this.names.keySet()), List.of());
	}

	/** A change with the names of the users whom nobody knows, instead of their ids. */
	Whitelist.Change withNames(Whitelist.Change change) {
		return new Whitelist.Change(change.changed(), change.unchanged(),
				change.unknown().stream().map((id) -> this.names.getOrDefault(id, id)).toList());
	}

	private static void add(Map<String, String> names, ImportedUser user) {
		if (user.id() == null || user.id().length() > MAX_ID || user.username() == null
				|| user.username().length() > MAX_NAME) {
			throw noUsers();
		}
		if (names.size() == WhitelistEntries.MAX) {
			throw WhitelistForm.tooMany();
		}
		names.put(user.id(), user.username());
	}

	private static ApiException noUsers() {
		return new ApiException(ErrorCode.NO_JSON_DATA)
			.detail("The body must be an array of users, each with id and username.");
	}

	private static JacksonJsonDecoder decoder() {
		JacksonJsonDecoder decoder = new JacksonJsonDecoder(JsonMapper.shared());
		decoder.setMaxInMemorySize(MAX_USER);
		return decoder;
	}

	/**
	 * The bytes that have come, as copies: the decoder releases a buffer twice if it
	 * cannot read it, and a buffer that was given back too early receives the bytes of
	 * another connection.
	 */
	private static final class Body {

		private static final String EMPTY_ARRAY = "[]";

		private long size;

		// Without white space.
		private final StringBuilder beginning = new StringBuilder();

		byte[] take(DataBuffer buffer) {
			byte[] part = new byte[buffer.readableByteCount()];
			buffer.read(part);
			DataBufferUtils.release(buffer);
			this.size += part.length;
			for (int i = 0; i < part.length && this.beginning.length() <= EMPTY_ARRAY.length(); i++) {
				if (!Character.isWhitespace(part[i]) && !isOfByteOrderMark(part[i])) {
					this.beginning.append((char) part[i]);
				}
			}
			return part;
		}

		// No other text of an array begins with such bytes.
		private static boolean isOfByteOrderMark(byte one) {
			return one == (byte) 0xEF || one == (byte) 0xBB || one == (byte) 0xBF;
		}

		boolean isExceeded() {
			return this.size > MAX_BYTES;
		}

		void requireArray() {
			require(this.beginning.indexOf("[") == 0);
		}

		void requireEmptyArray() {
			require(EMPTY_ARRAY.contentEquals(this.beginning));
		}

		private void require(boolean isAsItShouldBe) {
			if (isExceeded()) {
				throw new ApiException(ErrorCode.BODY_TOO_LARGE);
			}
			if (!isAsItShouldBe) {
				throw noUsers();
			}
		}

	}

}
