package io.followsync.gateway.downloads;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.followsync.gateway.edge.ApiException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;

/** The format of a download. Its text form is the file name extension. */
public enum RowFormat {

	/** RFC 4180, with cells that no spreadsheet evaluates as a formula. */
	CSV(MediaType.parseMediaType("text/csv;charset=UTF-8")) {

		@Override
		<R> String header(Download<R> download) {
			return row(download.columns());
		}

		@Override
		<R> String line(long index, R row, Download<R> download, JsonMapper json) {
			return row(download.cells().apply(row));
		}

		private static String row(List<@Nullable String> cells) {
			return cells.stream().map(RowFormat::cell).collect(Collectors.joining(",", "", "\r\n"));
		}

	},

	/** One JSON object per line. */
	NDJSON(MediaType.APPLICATION_NDJSON) {

		@Override
		<R> String line(long index, R row, Download<R> download, JsonMapper json) {
			return json.writeValueAsString(download.json().apply(row)) + "\n";
		}

	},

	/** One array of JSON objects. What was cut off is not valid JSON. */
	JSON(MediaType.APPLICATION_JSON) {

		@Override
		<R> String header(Download<R> download) {
			return "[";
		}

		@Override
		<R> String line(long index, R row, Download<R> download, JsonMapper json) {
			return ((index == 0) ? "\n" : ",\n") + json.writeValueAsString(download.json().apply(row));
		}

		@Override
		String footer() {
			return "\n]\n";
		}

	};

	// In some languages, spreadsheets treat the full-width forms like the others. A
	// reader that separates by ; or a tab or | finds the start of a cell after each of
	// them.
	private static final String FORMULA = "[ \\t\\r\\n\\f\\x0B\\xA0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000"
			+ "\\uFEFF\"']*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]";

	private static final Pattern INNER = Pattern.compile("[;|\\t\\r\\n](?=" + FORMULA + ")");

	private static final Pattern FIRST = Pattern.compile("^(?=" + FORMULA + "|[\\t\\r\\n])");

	private static final Pattern SPECIAL = Pattern.compile("[,;|\"'\\t\\r\\n]");

	private final MediaType mediaType;

	RowFormat(MediaType mediaType) {
		this.mediaType = mediaType;
	}

	MediaType mediaType() {
		return this.mediaType;
	}

	/**
	 * The format that a caller asks for by the parameter {@code format}, which a plain
	 * link can have; else the one that they prefer.
	 * @throws ApiException if there is no such format
	 */
	public static Optional<RowFormat> requested(@Nullable String parameter, List<MediaType> accept) {
		if (parameter == null) {
			return preferred(accept);
		}
		return Optional.of(Stream.of(values())
			.filter((format) -> format.toString().equals(parameter))
			.findAny()
			.orElseThrow(() -> ApiException.badRequest("format is one of csv, ndjson and json.")));
	}

	/**
	 * The format that a caller prefers by their {@code Accept}; empty for JSON, which is
	 * a page then and no download. A request that accepts none of them was refused
	 * before.
	 */
	public static Optional<RowFormat> preferred(List<MediaType> accept) {
		List<MediaType> offered = List.of(MediaType.APPLICATION_JSON, CSV.mediaType, NDJSON.mediaType);
		MediaType chosen = accept.stream()
			.sorted(Comparator.comparing(MediaType::getQualityValue).reversed())
			.flatMap((accepted) -> offered.stream().filter(accepted::isCompatibleWith).limit(1))
			.findFirst()
			.orElse(MediaType.APPLICATION_JSON);
		return Stream.of(CSV, NDJSON).filter((format) -> format.mediaType.equals(chosen)).findAny();
	}

	<R> String header(Download<R> download) {
		return "";
	}

	/**
	 * One row.
	 * @param index 0 for the first row
	 */
	abstract <R> String line(long index, R row, Download<R> download, JsonMapper json);

	/** What follows the last row of a download that is whole. */
	String footer() {
		return "";
	}

	// Quoting alone does not stop a spreadsheet from evaluating a formula; a leading '
	// does. The page writes cells alike (saved-rows.js); both are tested with one table.
	static String cell(@Nullable String text) {
		if (text == null || text.isEmpty()) {
			return "";
		}
		String safe = FIRST.matcher(INNER.matcher(text).replaceAll("$0'")).replaceFirst("'");
		return SPECIAL.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
