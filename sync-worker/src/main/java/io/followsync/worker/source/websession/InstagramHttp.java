package io.followsync.worker.source.websession;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.followsync.runtime.logging.Failures;
import io.followsync.worker.source.Answer;
import io.followsync.worker.source.SourceFailure.Malformed;
import io.followsync.worker.source.SourceFailure.Transient;
import io.netty.handler.codec.CodecException;
import io.netty.handler.timeout.ReadTimeoutException;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Sends one request and reads one bounded answer, whatever its status. Transport errors
 * are reported by {@link Failures}, because the HTTP library's messages contain the paths
 * of requests.
 */
final class InstagramHttp {

	private final WebClient client;

	private final Duration timeout;

	private final int mostBytes;

	InstagramHttp(WebClient client, InstagramProperties properties) {
		this.client = client;
		this.timeout = properties.responseTimeout();
		this.mostBytes = (int) properties.mostBytes().toBytes();
	}

	/** Sent once and never repeated, because each request costs a token. */
	Mono<Answer<RawAnswer>> get(URI address, Consumer<HttpHeaders> headers) {
		return this.client.get()
			.uri(address)
			.headers(headers)
			.exchangeToMono(this::read)
			// The HTTP client's own timeout restarts with every byte.
			.timeout(this.timeout)
			.<Answer<RawAnswer>>map(Answer.Delivered::new)
			.onErrorResume(this::refused);
	}

	private Mono<RawAnswer> read(ClientResponse response) {
		int status = response.statusCode().value();
		HttpHeaders headers = response.headers().asHttpHeaders();
		return DataBufferUtils.join(response.body(BodyExtractors.toDataBuffers()), this.mostBytes)
			.map(InstagramHttp::bytes)
			.defaultIfEmpty(new byte[0])
			.map((body) -> new RawAnswer(status, headers, body));
	}

	private static byte[] bytes(DataBuffer buffer) {
		try {
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			return bytes;
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

	private Mono<Answer<RawAnswer>> refused(Throwable error) {
		Throwable cause = (error instanceof WebClientRequestException && error.getCause() != null) ? error.getCause()
				: error;
		return switch (cause) {
			case DataBufferLimitException ex ->
				Mono.just(new Answer.Failed<>(new Malformed("more than " + this.mostBytes + " bytes")));
			case TimeoutException ex -> Mono.just(new Answer.Failed<>(new Transient("no answer in time")));
			case ReadTimeoutException ex -> Mono.just(new Answer.Failed<>(new Transient("no answer in time")));
			case IOException ex ->
				Mono.just(new Answer.Failed<>(new Transient("connection failed: " + Failures.describe(ex))));
			case CodecException ex -> Mono.just(new Answer.Failed<>(new Transient("broken body")));
			default -> broken(error, cause);
		};
	}

	private static Mono<Answer<RawAnswer>> broken(Throwable error, Throwable cause) {
		return (error instanceof WebClientRequestException)
				? Mono.just(new Answer.Failed<>(new Transient("request failed: " + Failures.describe(cause))))
				: Mono.error(error);
	}

}
