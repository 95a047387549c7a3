package io.followsync.gateway.edge;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Says what any exception is to a caller. */
final class ErrorTranslation {

	private static final Duration RETRY = Duration.ofSeconds(5);

	private static final int DEEPEST_CAUSE = 10;

	private ErrorTranslation() {
	}

	/** Empty for what nobody foresaw. */
	static Optional<ApiException> of(Throwable error) {
		return switch (error) {
			case ApiException foreseen -> Optional.of(foreseen);
			case DataBufferLimitException tooLarge -> Optional.of(new ApiException(ErrorCode.BODY_TOO_LARGE));
			case ResponseStatusException status -> ofStatus(status);
			case Throwable other when databaseIsAway(other) ->
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

	private static boolean databaseIsAway(Throwable error) {
		return Stream.<Throwable>iterate(error, (link) -> link != null, Throwable::getCause)
			.limit(DEEPEST_CAUSE)
			.anyMatch(ErrorTranslation::meansNoDatabase);
	}

	private static boolean meansNoDatabase(Throwable error) {
		return switch (error) {
			case DataAccessResourceFailureException gone -> true;
			case TransientDataAccessException busy -> true;
			case R2dbcTransientException busy -> true;
			case R2dbcNonTransientResourceException gone -> true;
			case R2dbcException answered -> saysUnavailable(answered.getSqlState());
			default -> false;
		};
	}

	// 08 connection, 53 out of resources, 57 shutting down or cancelled, 58 system.
	private static boolean saysUnavailable(String sqlState) {
		return sqlState != null && sqlState.matches("(08|53|57|58).*");
	}

}
