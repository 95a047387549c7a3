package io.followsync.gateway.edge;

import java.time.Duration;
import java.util.Optional;

import io.followsync.runtime.database.DatabaseOutage;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.web.server.ResponseStatusException;

/** Translates exceptions into answers to callers. */
final class ErrorTranslation {

	private static final Duration RETRY = Duration.ofSeconds(5);

	private ErrorTranslation() {
	}

	/** Empty for an unforeseen exception. */
	static Optional<ApiException> of(Throwable error) {
		return switch (error) {
			case ApiException foreseen -> Optional.of(foreseen);
			case DataBufferLimitException tooLarge -> Optional.of(new ApiException(ErrorCode.BODY_TOO_LARGE));
			case ResponseStatusException status -> ofStatus(status);
			case Throwable other when DatabaseOutage.caused(other) ->
				Optional.of(new ApiException(ErrorCode.UNAVAILABLE, other).retryAfter(RETRY));
			default -> Optional.empty();
		};
	}

	private static Optional<ApiException> ofStatus(ResponseStatusException error) {
		return error.getStatusCode().is4xxClientError()
				? Optional.of(new ApiException(ErrorCode.ofStatus(error.getStatusCode().value()))) : Optional.empty();
	}

}
