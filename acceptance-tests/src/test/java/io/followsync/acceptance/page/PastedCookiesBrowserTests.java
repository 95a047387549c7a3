package io.followsync.acceptance.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What people paste into the fields for the two cookie values. */
@StackTest(StackKind.QUIET)
@BrowserTest(oneOwner = true)
@Order(20)
class PastedCookiesBrowserTests {

	private static final String SESSION = "77995001%3AAbCdEf77995001%3A26%3AAYe1x_Y-z0";

	private static final String CSRF = "kP3x9RtVq2kP3x9RtVq2kP3x9RtVq2ab";

	private static final String BODY = "{\"csrf_token\":\"" + CSRF + "\",\"session_id\":\"" + SESSION + "\"}";

	private static final String UNKNOWN_FORM = "This page could not find the cookies in this text. "
			+ "Paste each value into its own field.";

	private static final String LINE = "csrftoken=" + CSRF + "; sessionid=" + SESSION;

	@ParameterizedTest
	@MethodSource
	void findsBothValuesInPastedText(String pasted, Stack stack, Owner owner) {
		assertThat(paste(pasted, stack, owner)).containsEntry("session", SESSION).containsEntry("csrf", CSRF);
	}

	static Stream<String> findsBothValuesInPastedText() {
		String cookie = "{\"domain\":\".instagram.com\",\"name\":\"%s\",\"value\":\"%s\"}";
		return Stream.of(LINE, "Cookie: mid=" + "x".repeat(3000) + "; " + LINE,
				"[" + cookie.formatted("sessionid", SESSION) + "," + cookie.formatted("csrftoken", CSRF) + "]",
				"{\"sessionid\":\"" + SESSION + "\",\"csrftoken\":\"" + CSRF + "\"}",
				"{csrftoken:'" + CSRF + "', sessionid:'" + SESSION + "'}",
				"{\n  csrftoken: \"" + CSRF + "\",\n  sessionid: \"" + SESSION + "\",\n};", BODY,
				"curl -s http://127.0.0.1/api/analyze -H 'Content-Type: application/json' -d '" + BODY + "'",
				"sessionid\n" + SESSION + "\ncsrftoken\n" + CSRF,
				"csrftoken\r\n" + CSRF + "\r\n\r\nsessionid\r\n" + SESSION + "\r\n",
				"curl 'https://www.instagram.com/' \\\n  -b '" + LINE + "' \\\n  -H 'accept: */*'",
				"curl 'https://www.instagram.com/' -H 'x: it'\\''s \"so\"' -b '" + LINE + "' -H 'accept: */*'",
				"curl ^\"https://www.instagram.com/^\" ^\r\n  -b ^\"" + LINE.replace("%", "^%^") + "^\"",
				"$s.Cookies.Add((New-Object System.Net.Cookie(\"sessionid\", \"" + SESSION + "\", \"/\")))\n"
						+ "$s.Cookies.Add((New-Object System.Net.Cookie(\"csrftoken\", \"" + CSRF + "\", \"/\")))",
				"# Netscape HTTP Cookie File\n.instagram.com\tTRUE\t/\tTRUE\t1790000000\tcsrftoken\t" + CSRF
						+ "\n#HttpOnly_.instagram.com\tTRUE\t/\tTRUE\t1790000000\tsessionid\t" + SESSION + "\n");
	}

	@ParameterizedTest
	@MethodSource
	void refusesPastedTextWithAReasonAndNeverCutsIt(String reason, String pasted, Stack stack, Owner owner) {
		Map<String, String> page = paste(pasted, stack, owner);
		assertThat(page.get("hint")).contains(reason).doesNotContain("77995001");
		assertThat(page.get("csrf")).isEqualTo("");
	}

	static Stream<Arguments> refusesPastedTextWithAReasonAndNeverCutsIt() {
		return Stream.of(arguments("contains a line break", "77995001%3Aab\ncd"),
				arguments("contains a line break", "sessionid=77995001%3Aab\ncd; csrftoken=" + CSRF),
				arguments("contains a line break", "sessionid=77995001:AbCdEf\nGhIjKl:20:AYd"),
				arguments("contains a space", "sessionid=77995001%3Aab cd; csrftoken=" + CSRF),
				arguments("contains a quotation mark", "sessionid=77995001%3Aa\"b; csrftoken=" + CSRF),
				arguments("contains a quotation mark", "sessionid=77995001%3Aa\" b; csrftoken=" + CSRF),
				arguments("is longer than 512", "sessionid=77995001%3A" + "a".repeat(600) + "; csrftoken=" + CSRF),
				arguments("two different values", LINE + "; csrftoken=other"),
				arguments("contains a space", "77995001%3Aab cd"),
				arguments("contains a quotation mark", "\u201c77995001%3Aab\u201d"),
				arguments("contains a character that the cookie never has", "@my.name"),
				arguments("The part after the user id is missing. Copy the whole value.", "77995001"),
				arguments("does not begin with a user id", "AbCdEf%3A77995001"),
				arguments(UNKNOWN_FORM, "[{\"name\":\"sessionid\",\"value\":\"77995001%3Aab"),
				arguments(UNKNOWN_FORM, "{csrftoken:'" + CSRF + "', sessionid:'77995001%3Aab"),
				arguments(UNKNOWN_FORM, BODY.substring(0, BODY.length() - 2)),
				arguments(UNKNOWN_FORM, "sessionid\n77995001%3Aab\ncd\ncsrftoken\n" + CSRF),
				arguments(UNKNOWN_FORM, "sessionid\ncsrftoken\n77995001%3Aab\n" + CSRF));
	}

	@Test
	void writesCellsAsTheApiDoes(Stack stack, Owner owner) throws IOException {
		String table = Files.readString(Path.of("..", "api-gateway", "src", "test", "resources", "csv", "cells.json"));
		List<String> expected = Arrays.stream(JsonMapper.shared().readValue(table, Cell[].class))
			.map(Cell::cell)
			.toList();
		assertThat(owner.tab(stack.parts().gateway().url())
			.run("async () => { const m = await import('/app/views/result/saved-rows.js'); return %s.map(({ text }) => m.cell(text)); }"
				.formatted(table)))
			.isEqualTo(expected);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, String> paste(String text, Stack stack, Owner owner) {
		Tab tab = owner.tab(stack.parts().gateway().url());
		tab.page().reload();
		tab.awaitView();
		return (Map<String, String>) tab
			.run("""
					() => {
					  const field = document.getElementById('session-id');
					  const text = %s;
					  const clipboardData = new DataTransfer();
					  clipboardData.setData('text/plain', text);
					  field.focus();
					  if (field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true, bubbles: true }))) {
					    document.execCommand('insertText', false, text);
					  }
					  return { session: field.value, csrf: document.getElementById('csrf-token').value,
					    hint: document.getElementById('session-id-hint').textContent };
					}"""
				.formatted(JsonMapper.shared().writeValueAsString(text)));
	}

	/** One case of the table. */
	record Cell(String text, String cell) {
	}

}
