package io.followsync.worker.source.websession;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.followsync.job.AccountId;
import io.followsync.job.ListKind;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Page.Member;
import io.followsync.worker.source.TruncationFlags;
import io.followsync.worker.source.websession.AnswerParser.UnexpectedShapeException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses the pages of a list, in one pass. A row without a usable id and username makes
 * the whole page unusable, so that no member is lost unnoticed; so does a status that
 * marks a failure. A body that is broken anywhere is reported as broken, whatever comes
 * before.
 */
final class PageParser {

	private static final int MAX_CURSOR_LENGTH = 2048;

	private static final int USUAL_ROWS = 100;

	private static final Pattern RANKING_TOKEN = Pattern.compile("[^|]*\\|([0-9]{1,19})\\|[^|]*");

	private final RowParser rows = new RowParser();

	private @Nullable List<Member> members;

	private @Nullable String unusable;

	private Page.@Nullable Cursor next;

	private @Nullable String oddCursor;

	private @Nullable Boolean hasMore;

	private boolean followersLimited;

	private boolean followingLimited;

	private long hiddenFollowing;

	private @Nullable AccountId viewer;

	private boolean failed;

	/**
	 * @throws JacksonException if it is not JSON, or has other types
	 * @throws UnexpectedShapeException if something needed is missing, or it says that it
	 * is a failure
	 */
	static Page page(ListKind list, byte[] body) {
		PageParser page = new PageParser();
		try (JsonParser parser = JsonMapper.shared().createParser(body)) {
			page.read(parser);
		}
		return page.result(list);
	}

	private void read(JsonParser parser) {
		JsonToken first = parser.nextToken();
		if (first != JsonToken.VALUE_NULL) {
			if (first != JsonToken.START_OBJECT) {
				throw JsonValues.unexpected(parser);
			}
			for (String name = parser.nextName(); name != null; name = parser.nextName()) {
				readField(name, parser.nextToken(), parser);
			}
		}
		if (parser.nextToken() != null) {
			throw JsonValues.unexpected(parser);
		}
	}

	private void readField(String name, JsonToken value, JsonParser parser) {
		switch (name) {
			case "users" -> readUsers(value, parser);
			case "next_max_id" -> readCursor(value, parser);
			case "has_more" -> this.hasMore = JsonValues.flag(value, parser);
			case "should_limit_list_of_followers" ->
				this.followersLimited = Boolean.TRUE.equals(JsonValues.flag(value, parser));
			case "should_limit_list_of_followings" ->
				this.followingLimited = Boolean.TRUE.equals(JsonValues.flag(value, parser));
			case "hidden_following_account_count" -> this.hiddenFollowing = JsonValues.count(value, parser);
			case "follow_ranking_token" -> this.viewer = viewer(value, parser);
			case "status" -> this.failed = isFailure(value, parser);
			default -> parser.skipChildren();
		}
	}

	private void readUsers(JsonToken value, JsonParser parser) {
		this.members = null;
		this.unusable = null;
		if (value == JsonToken.VALUE_NULL) {
			return;
		}
		if (value != JsonToken.START_ARRAY) {
			throw JsonValues.unexpected(parser);
		}
		List<Member> read = new ArrayList<>(USUAL_ROWS);
		for (JsonToken row = parser.nextToken(); row != JsonToken.END_ARRAY; row = parser.nextToken()) {
			switch (readRow(row, parser)) {
				case RowParser.Usable(Member member) -> read.add(member);
				case RowParser.Unusable(String why) -> this.unusable = (this.unusable != null) ? this.unusable : why;
			}
		}
		this.members = read;
	}

	private RowParser.Row readRow(JsonToken row, JsonParser parser) {
		return switch (row) {
			case START_OBJECT -> this.rows.read(parser);
			case VALUE_NULL -> new RowParser.Unusable("a row that is null");
			default -> throw JsonValues.unexpected(parser);
		};
	}

	private void readCursor(JsonToken value, JsonParser parser) {
		this.next = null;
		this.oddCursor = null;
		switch (value) {
			case VALUE_NULL -> {
			}
			case VALUE_STRING, VALUE_NUMBER_INT -> setCursor(parser.getString());
			default -> {
				parser.skipChildren();
				this.oddCursor = "a cursor that is neither string nor number";
			}
		}
	}

	private void setCursor(String text) {
		if (text.length() > MAX_CURSOR_LENGTH || JsonValues.hasControls(text)) {
			this.oddCursor = "a cursor of " + text.length() + " characters, or odd ones";
		}
		else if (!text.isEmpty()) {
			this.next = new Page.Cursor(text);
		}
	}

	private static @Nullable AccountId viewer(JsonToken value, JsonParser parser) {
		if (value != JsonToken.VALUE_STRING) {
			parser.skipChildren();
			return null;
		}
		Matcher matcher = RANKING_TOKEN.matcher(parser.getString());
		if (!matcher.matches()) {
			return null;
		}
		char[] digits = matcher.group(1).toCharArray();
		long id = JsonValues.positive(digits, 0, digits.length);
		return (id > 0) ? new AccountId(id) : null;
	}

	private static boolean isFailure(JsonToken value, JsonParser parser) {
		boolean fail = value == JsonToken.VALUE_STRING && "fail".equals(parser.getString());
		parser.skipChildren();
		return fail;
	}

	private Page result(ListKind list) {
		require(!this.failed, "a failure");
		List<Member> read = this.members;
		if (read == null) {
			throw new UnexpectedShapeException("a page without users");
		}
		require(this.unusable == null, this.unusable);
		require(this.oddCursor == null, this.oddCursor);
		TruncationFlags cut = switch (list) {
			case FOLLOWERS -> new TruncationFlags(this.followersLimited, 0);
			case FOLLOWING -> new TruncationFlags(this.followingLimited, this.hiddenFollowing);
		};
		return new Page(read, this.next, this.hasMore, cut, this.viewer);
	}

	private static void require(boolean holds, @Nullable String otherwise) {
		if (!holds) {
			throw new UnexpectedShapeException(String.valueOf(otherwise));
		}
	}

}
