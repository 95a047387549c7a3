package io.followsync.gateway.submission.web;

/**
 * What is wrong with a cookie value, without repeating any of it. The page says the same
 * (cookies.js).
 */
final class CookieFault {

	private CookieFault() {
	}

	/** For a value that is not valid. */
	static String of(String value, int longest) {
		if (value.isEmpty()) {
			return "is empty";
		}
		if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
			return "contains a line break";
		}
		if (value.chars().anyMatch((c) -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
			return "contains a space";
		}
		if (value.indexOf('"') >= 0 || value.indexOf('\'') >= 0) {
			return "contains a quotation mark";
		}
		if (value.endsWith(";")) {
			return "ends with ;";
		}
		if (value.indexOf(';') >= 0) {
			return "contains ;";
		}
		return (value.length() > longest) ? "is longer than " + longest + " characters"
				: "contains a character that the cookie never has";
	}

}
