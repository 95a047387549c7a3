package io.followsync.gateway.downloads;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What is downloaded.
 *
 * @param name of the file, without extension
 * @param columns of a CSV file
 * @param cells of a row, one for each column; null is an empty one
 * @param json a row as an object of an NDJSON or JSON file
 * @param headers of the answer, besides those of its form
 */
public record Download<R>(String name, List<String> columns, Function<R, List<@Nullable String>> cells,
		Function<R, Object> json, Map<String, String> headers, Source<R> source) {

	/** Where the rows come from, in their order. */
	public interface Source<R> {

		/**
		 * Up to so many rows that follow a row, or the first ones, by one short query.
		 */
		Mono<List<R>> page(@Nullable R after, int limit);

		/**
		 * Fails if what was sent, {@code rows} in number, is not the whole as it was when
		 * it began.
		 */
		Mono<Void> requireWhole(long rows);

	}

}
