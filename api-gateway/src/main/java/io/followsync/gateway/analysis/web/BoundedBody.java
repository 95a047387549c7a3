package io.followsync.gateway.analysis.web;

import java.io.ByteArrayOutputStream;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Reads a body up to a limit and not a buffer further. {@code DataBufferUtils.join} is
 * not used: inside a handler the buffer that exceeds its limit is released twice, by its
 * own discard hook and by WebFlux's, which breaks the connection.
 */
final class BoundedBody {

	private final int maxBytes;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private BoundedBody(int maxBytes) {
		this.maxBytes = maxBytes;
	}

	/** Empty bytes for no body; {@link ErrorCode#BODY_TOO_LARGE} beyond the limit. */
	static Mono<byte[]> read(ServerHttpRequest request, int maxBytes) {
		return Mono.defer(() -> {
			BoundedBody body = new BoundedBody(maxBytes);
			return request.getBody()
				.map(body::take)
				.takeUntil((exceeded) -> exceeded)
				.then(Mono.fromSupplier(body::whole));
		});
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

}
