package io.followsync.gateway.edge;

import java.util.List;
import java.util.function.Function;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next what to send as {@code after} for the next page, null on the last
 */
public record Page<T>(List<T> items, @Schema(example = "AWFubmEuZXhhbXBsZQA4ODEyMzQ1X2xpc3Q") @Nullable String next) {

	public static final String DEFAULT_LIMIT = "50";

	/** What {@link #requireLimit} allows. */
	public static final int MAX_LIMIT = 200;

	/** A page of rows of which one more than the limit was read, if there are so many. */
	public static <T> Page<T> of(List<T> rows, int limit, Function<T, PageCursor> position) {
		List<T> shown = rows.subList(0, Math.min(limit, rows.size()));
		return new Page<>(List.copyOf(shown), (rows.size() > limit) ? position.apply(shown.getLast()).text() : null);
	}

	public <R> Page<R> map(Function<T, R> form) {
		return new Page<>(this.items.stream().map(form).toList(), this.next);
	}

	/**
	 * @throws ApiException if the limit is not between 1 and 200
	 */
	public static int requireLimit(int limit) {
		if (limit < 1 || limit > MAX_LIMIT) {
			throw ApiException.badRequest("limit is between 1 and " + MAX_LIMIT + ".");
		}
		return limit;
	}

}
