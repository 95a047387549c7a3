package io.followsync.gateway.jobs.web;

import java.util.Locale;
import java.util.regex.Pattern;

import io.followsync.gateway.jobs.JobResult;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;

/** The format of a download. Its text form is the file name extension. */
enum RowFormat {

	/**
	 * RFC 4180, with cells that no spreadsheet evaluates as a formula. What was omitted
	 * is the name of one more column, whose cells are empty, so that nobody takes it for
	 * a person.
	 */
	CSV(MediaType.parseMediaType("text/csv;charset=UTF-8")) {

		@Override
		String header(JobResult.Omitted omitted) {
			String more = omitted.isEmpty() ? "" : "," + cell(omitted.text());
			return "id,username,fullName,verified,private,confirmed" + more + "\r\n";
		}

		@Override
		String line(ResultController.MemberJson member, JobResult.Omitted omitted, JsonMapper json) {
			return String.join(",", cell(member.id()), cell(member.username()), cell(member.fullName()),
					String.valueOf(member.verified()), String.valueOf(member.isPrivate()),
					String.valueOf(member.confirmed())) + (omitted.isEmpty() ? "\r\n" : ",\r\n");
		}

	},

	/** One JSON object per line; the first, if there is one, says what was omitted. */
	NDJSON(MediaType.APPLICATION_NDJSON) {

		@Override
		String header(JobResult.Omitted omitted) {
			return "";
		}

		@Override
		String line(ResultController.MemberJson member, JobResult.Omitted omitted, JsonMapper json) {
			return json.writeValueAsString(member) + "\n";
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

	abstract String header(JobResult.Omitted omitted);

	abstract String line(ResultController.MemberJson member, JobResult.Omitted omitted, JsonMapper json);

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
