package io.followsync.runtime.database;

import java.time.Duration;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/**
 * Values of columns. Durations are stored and bound as seconds with a fraction, as
 * make_interval takes them.
 */
public final class Columns {

	private static final double MILLIS_PER_SECOND = 1000;

	private Columns() {
	}

	/**
	 * @throws IllegalStateException if the column is null
	 */
	public static <T> T required(Readable row, String column, Class<T> type) {
		@Nullable T value = row.get(column, type);
		if (value == null) {
			throw new IllegalStateException("column " + column + " is null");
		}
		return value;
	}

	public static @Nullable Duration duration(Readable row, String column) {
		Double seconds = row.get(column, Double.class);
		return (seconds != null) ? ofSeconds(seconds) : null;
	}

	public static Duration ofSeconds(double seconds) {
		return Duration.ofMillis(Math.round(seconds * MILLIS_PER_SECOND));
	}

	public static double seconds(Duration duration) {
		return duration.toMillis() / MILLIS_PER_SECOND;
	}

}
