package io.followsync.gateway.whitelist.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

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
	 * Fails with {@link ErrorCode#BODY_TOO_LARGE} for too many bytes or users, with
	 * {@link ErrorCode#NO_JSON_DATA} for anything but an array of users.
	 */
	static Mono<UnfollowersFile> read(ServerHttpRequest request) {
		return Flux.defer(() -> {
			AtomicLong read = new AtomicLong();
			return DECODER.decode(request.getBody().map((buffer) -> count(buffer, read)),
					ResolvableType.forClass(ImportedUser.class), MediaType.APPLICATION_JSON, Map.of());
		})
			.cast(ImportedUser.class)
			.take(WhitelistEntries.MAX + 1L)
			.collect(() -> new LinkedHashMap<String, String>(), UnfollowersFile::add)
			.onErrorMap(DecodingException.class, (ex) -> noUsers())
			.filter((names) -> !names.isEmpty())
			.switchIfEmpty(Mono.error(UnfollowersFile::noUsers))
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

	private static DataBuffer count(DataBuffer buffer, AtomicLong read) {
		if (read.addAndGet(buffer.readableByteCount()) > MAX_BYTES) {
			DataBufferUtils.release(buffer);
			throw new ApiException(ErrorCode.BODY_TOO_LARGE);
		}
		return buffer;
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

}
