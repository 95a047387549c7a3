package io.followsync.worker.run.r2dbc;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import io.followsync.worker.source.Page.Member;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a page as PostgreSQL writes arrays, for parameters that a statement casts.
 * The driver sends arrays as text, too, but takes several times as long to write them.
 */
final class ArrayLiterals {

	private static final int USUAL_LENGTH = 24;

	static String numbers(List<Member> members, ToLongFunction<Member> value) {
		StringBuilder literal = begin(members);
		for (Member member : members) {
			literal.append(value.applyAsLong(member)).append(',');
		}
		return end(literal);
	}

	static String flags(List<Member> members, Predicate<Member> value) {
		StringBuilder literal = begin(members);
		for (Member member : members) {
			literal.append(value.test(member) ? 't' : 'f').append(',');
		}
		return end(literal);
	}

	static String texts(List<Member> members, Function<Member, @Nullable String> value) {
		StringBuilder literal = begin(members);
		for (Member member : members) {
			append(literal, value.apply(member));
			literal.append(',');
		}
		return end(literal);
	}

	private static void append(StringBuilder literal, @Nullable String text) {
		if (text == null) {
			literal.append("NULL");
			return;
		}
		literal.append('"');
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == '"' || character == '\\') {
				literal.append('\\');
			}
			literal.append(character);
		}
		literal.append('"');
	}

	private static StringBuilder begin(List<Member> members) {
		return new StringBuilder(members.size() * USUAL_LENGTH).append('{');
	}

	private static String end(StringBuilder literal) {
		if (literal.length() > 1) {
			literal.setLength(literal.length() - 1);
		}
		return literal.append('}').toString();
	}

	private ArrayLiterals() {
	}

}
