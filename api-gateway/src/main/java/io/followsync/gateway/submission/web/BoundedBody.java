package io.followsync.gateway.submission.web;

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

	private final int mostBytes;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private BoundedBody(int mostBytes) {
		this.mostBytes = mostBytes;
	}

	/** Empty bytes for no body; {@link ErrorCode#BODY_TOO_LARGE} beyond the limit. */
	static Mono<byte[]> read(ServerHttpRequest request, int mostBytes) {
		return Mono.defer(() -> {
			BoundedBody body = new BoundedBody(mostBytes);
			return request.getBody()
				.map(body::takeAndSayWhetherEnough)
				.takeUntil((enough) -> enough)
				.then(Mono.fromSupplier(body::whole));
		});
	}

	private boolean takeAndSayWhetherEnough(DataBuffer buffer) {
		try {
			byte[] part = new byte[Math.min(buffer.readableByteCount(), this.mostBytes + 1 - this.bytes.size())];
			buffer.read(part);
			this.bytes.writeBytes(part);
			return exceeded();
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

	private boolean exceeded() {
		return this.bytes.size() > this.mostBytes;
	}

	private byte[] whole() {
		if (exceeded()) {
			throw new ApiException(ErrorCode.BODY_TOO_LARGE);
		}
		return this.bytes.toByteArray();
	}

}
