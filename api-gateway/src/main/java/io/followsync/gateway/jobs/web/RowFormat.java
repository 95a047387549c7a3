package io.followsync.gateway.jobs.web;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The format of a download. Its text form is the file name extension. */
enum RowFormat {

	/** RFC 4180, with cells that no spreadsheet evaluates as a formula. */
	CSV("id,username,fullName,verified,private,confirmed\r\n") {

		@Override
		void append(StringBuilder lines, MemberJson member, JsonMapper json) {
			lines.append(cell(member.id())).append(',');
			lines.append(cell(member.username())).append(',');
			lines.append(cell(member.fullName())).append(',');
			lines.append(member.verified()).append(',');
			lines.append(member.isPrivate()).append(',');
			lines.append(member.confirmed()).append("\r\n");
		}

	},

	/** One JSON object a line. */
	NDJSON("") {

		@Override
		void append(StringBuilder lines, MemberJson member, JsonMapper json) {
			lines.append(json.writeValueAsString(member)).append('\n');
		}

	};

	// In some languages, spreadsheets treat the full-width forms like the others.
	private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

	private final String header;

	RowFormat(String header) {
		this.header = header;
	}

	String header() {
		return this.header;
	}

	abstract void append(StringBuilder lines, MemberJson member, JsonMapper json);

	// Quoting alone does not stop a spreadsheet from evaluating a formula; a leading '
	// does.
	static String cell(@Nullable String text) {
		if (text == null || text.isEmpty()) {
			return "";
		}
		String safe = (FORMULA_STARTS.indexOf(text.charAt(0)) >= 0) ? "'" + text : text;
		boolean plain = safe.chars().noneMatch((c) -> c == ',' || c == '"' || c == '\r' || c == '\n' || c == '\'');
		return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
