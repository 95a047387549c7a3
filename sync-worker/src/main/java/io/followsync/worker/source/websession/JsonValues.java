package io.followsync.worker.source.websession;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/**
 * Values of fields whose types Instagram does not always keep: numbers come as strings,
 * too. Each method is given the first token of a value and leaves the parser at its last.
 */
final class JsonValues {

	/** The value of a field that holds no id: null or an empty string. */
	static final long NO_ID = 0;

	/** The value of a field that holds something else than an id. */
	private static final long ODD_ID = -1;

	private static final int MAX_DIGITS = 19;

	// Instagram's have at most 30.
	private static final int MAX_USERNAME_LENGTH = 64;

	/**
	 * A numeric id, written as a string or as a 64-bit integer, and never read through a
	 * double: positive, {@link #NO_ID}, or negative for any other value.
	 */
	static long id(JsonToken value, JsonParser parser) {
		return switch (value) {
			case VALUE_NULL -> NO_ID;
			case VALUE_STRING -> (parser.getStringLength() == 0) ? NO_ID : positive(parser);
			case VALUE_NUMBER_INT -> positive(parser);
			default -> {
				parser.skipChildren();
				yield ODD_ID;
			}
		};
	}

	private static long positive(JsonParser parser) {
		long id = positive(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
		return (id > 0) ? id : ODD_ID;
	}

	/** A positive number in decimal digits; not positive if these are none. */
	static long positive(char[] characters, int offset, int length) {
		if (length == 0 || length > MAX_DIGITS) {
			return ODD_ID;
		}
		long number = 0;
		for (int i = offset; i < offset + length; i++) {
			int digit = characters[i] - '0';
			if (digit < 0 || digit > 9) {
				return ODD_ID;
			}
			// Of nineteen digits, only the last can overflow, and then it gets negative.
			number = number * 10 + digit;
		}
		return number;
	}

	/** A string, or a number or boolean as one; null if it is null. */
	static @Nullable String text(JsonToken value, JsonParser parser) {
		if (value == JsonToken.VALUE_NULL) {
			return null;
		}
		if (!value.isScalarValue()) {
			throw unexpected(parser);
		}
		return parser.getString();
	}

	/** A boolean, or a number or string that means one; null if it is null. */
	static @Nullable Boolean flag(JsonToken value, JsonParser parser) {
		return switch (value) {
			case VALUE_NULL -> null;
			case VALUE_TRUE -> true;
			case VALUE_FALSE -> false;
			case VALUE_NUMBER_INT -> parser.getLongValue() != 0;
			case VALUE_STRING -> flag(parser.getString().strip(), parser);
			default -> throw unexpected(parser);
		};
	}

	private static @Nullable Boolean flag(String text, JsonParser parser) {
		return switch (text) {
			case "" -> null;
			case "true", "True", "TRUE" -> true;
			case "false", "False", "FALSE" -> false;
			default -> throw unexpected(parser);
		};
	}

	/** A count, or 0 if it is null; a negative number counts as 0. */
	static long count(JsonToken value, JsonParser parser) {
		return switch (value) {
			case VALUE_NULL -> 0;
			case VALUE_NUMBER_INT -> Math.max(0, parser.getLongValue());
			case VALUE_STRING -> {
				long count = positive(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
				if (count < 0 && parser.getStringLength() > 0) {
					throw unexpected(parser);
				}
				yield Math.max(0, count);
			}
			default -> throw unexpected(parser);
		};
	}

	/** Whether it can be a username: names are stored, so their length is bounded. */
	static boolean isUsername(String text) {
		return !text.isBlank() && text.length() <= MAX_USERNAME_LENGTH && !hasControls(text);
	}

	static boolean hasControls(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isISOControl(text.charAt(i))) {
				return true;
			}
		}
		return false;
	}

	static JacksonException unexpected(JsonParser parser) {
		return new StreamReadException(parser, "a value of another type", parser.currentTokenLocation());
	}

	private JsonValues() {
	}

}
