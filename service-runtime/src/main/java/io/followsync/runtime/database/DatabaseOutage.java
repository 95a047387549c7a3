package io.followsync.runtime.database;

import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Tells a database that is away, restarting or too slow from a statement that is wrong.
 */
public final class DatabaseOutage {

	private static final int DEEPEST_CAUSE = 10;

	private DatabaseOutage() {
	}

	/** Whether an error means that the same may work once the database answers again. */
	public static boolean caused(Throwable error) {
		return Stream.<Throwable>iterate(error, (link) -> link != null, Throwable::getCause)
			.limit(DEEPEST_CAUSE)
			.anyMatch(DatabaseOutage::isOne);
	}

	private static boolean isOne(Throwable error) {
		return switch (error) {
			case DataAccessResourceFailureException gone -> true;
			case TransientDataAccessException busy -> true;
			case R2dbcTransientException busy -> true;
			case R2dbcNonTransientResourceException gone -> true;
			// Of DatabaseWait.
			case TimeoutException slow -> true;
			case R2dbcException answered -> saysUnavailable(answered.getSqlState());
			default -> false;
		};
	}

	// 08 connection, 53 out of resources, 57 shutting down or cancelled, 58 system.
	private static boolean saysUnavailable(String sqlState) {
		return sqlState != null && sqlState.matches("(08|53|57|58).*");
	}

}
