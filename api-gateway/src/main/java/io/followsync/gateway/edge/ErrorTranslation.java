package io.followsync.gateway.edge;

import java.time.Duration;
import java.util.Optional;

import io.followsync.runtime.database.DatabaseOutage;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
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
		return Optional.ofNullable(HttpStatus.resolve(error.getStatusCode().value()))
			.flatMap((status) -> switch (status) {
				case NOT_FOUND -> Optional.of(ErrorCode.ENDPOINT_NOT_FOUND);
				case METHOD_NOT_ALLOWED -> Optional.of(ErrorCode.METHOD_NOT_ALLOWED);
				case NOT_ACCEPTABLE -> Optional.of(ErrorCode.NOT_ACCEPTABLE);
				case CONTENT_TOO_LARGE -> Optional.of(ErrorCode.BODY_TOO_LARGE);
				case UNSUPPORTED_MEDIA_TYPE -> Optional.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
				default -> status.is4xxClientError() ? Optional.of(ErrorCode.BAD_REQUEST) : Optional.<ErrorCode>empty();
			})
			.map(ApiException::new);
	}

}
