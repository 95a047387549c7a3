package io.followsync.runtime.database;

import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Distinguishes a database that is down, restarting or too slow from a faulty statement.
 */
public final class DatabaseOutage {

	private static final int MAX_CAUSES = 10;

	private DatabaseOutage() {
	}

	/** Whether the same work may succeed once the database is available again. */
	public static boolean caused(Throwable error) {
		return Stream.<Throwable>iterate(error, (link) -> link != null, Throwable::getCause)
			.limit(MAX_CAUSES)
			.anyMatch(DatabaseOutage::isOutage);
	}

	private static boolean isOutage(Throwable error) {
		return switch (error) {
			case DataAccessResourceFailureException gone -> true;
			case TransientDataAccessException busy -> true;
			case R2dbcTransientException busy -> true;
			case R2dbcNonTransientResourceException gone -> true;
			// From DatabaseWait.
			case TimeoutException slow -> true;
			case R2dbcException answered -> isUnavailable(answered.getSqlState());
			default -> false;
		};
	}

	// Classes of SQLSTATE: 08 connection, 28 password being rotated, 53 out of resources,
	// 57 shutting down or cancelled, 58 system error.
	private static boolean isUnavailable(String sqlState) {
		return sqlState != null && sqlState.matches("(08|28|53|57|58).*");
	}

}
