package io.followsync.worker.source.websession;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.followsync.job.AccountId;
import io.followsync.job.ListKind;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Page.Member;
import io.followsync.worker.source.TruncationFlags;
import io.followsync.worker.source.websession.AnswerParser.UnexpectedShapeException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses the pages of a list. A row without a usable id and username makes the whole page
 * unusable, so that no member is lost unnoticed.
 */
final class PageParser {

	private static final int MAX_USERNAME_LENGTH = 64;

	private static final int MAX_FULL_NAME_LENGTH = 500;

	private static final int MAX_PICTURE_ID_LENGTH = 100;

	private static final int MAX_CURSOR_LENGTH = 2048;

	private static final Pattern RANKING_TOKEN = Pattern.compile("[^|]*\\|([0-9]{1,19})\\|[^|]*");

	/**
	 * @throws JacksonException if it is not JSON, or has other types
	 * @throws UnexpectedShapeException if something needed is missing
	 */
	static Page page(ListKind list, byte[] body) {
		ListPage page = JsonMapper.shared().readValue(body, ListPage.class);
		if (page == null || page.users() == null) {
			throw new UnexpectedShapeException("a page without users");
		}
		List<Member> members = page.users().stream().map(PageParser::member).toList();
		return new Page(members, cursor(page.nextMaxId()), page.hasMore(), page.truncation(list),
				viewer(page.rankingToken()));
	}

	/**
	 * A numeric id, written as a string or as a 64-bit integer, and never read through a
	 * double.
	 * @param candidates fields that may hold it; the first that is present counts
	 * @throws UnexpectedShapeException if none is present, or that one is not a positive
	 * number
	 */
	static long id(@Nullable JsonNode... candidates) {
		for (JsonNode candidate : candidates) {
			if (candidate != null && isPresent(candidate)) {
				return positive(candidate);
			}
		}
		throw new UnexpectedShapeException("a row without an id");
	}

	private static boolean isPresent(JsonNode node) {
		return !node.isNull() && !(node.isString() && node.stringValue().isEmpty());
	}

	private static long positive(JsonNode node) {
		boolean readable = node.isString() || node.isIntegralNumber();
		long id = (readable && node.asString().matches("[0-9]{1,19}")) ? parse(node.asString()) : 0;
		if (id <= 0) {
			throw new UnexpectedShapeException("a row whose id is no positive number of 64 bits");
		}
		return id;
	}

	// Of at most 19 digits; 0 if the number does not fit into a long.
	private static long parse(String digits) {
		try {
			return Long.parseLong(digits);
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

	private static Member member(@Nullable Row row) {
		if (row == null) {
			throw new UnexpectedShapeException("a row that is null");
		}
		String username = row.username();
		if (username == null || username.isBlank() || username.length() > MAX_USERNAME_LENGTH
				|| username.chars().anyMatch(Character::isISOControl)) {
			throw new UnexpectedShapeException("a row without a usable username");
		}
		return new Member(id(row.pkId(), row.pk(), row.id()), username, fullName(row.fullName()),
				Boolean.TRUE.equals(row.verified()), Boolean.TRUE.equals(row.privateAccount()), false,
				pictureId(row.pictureId()));
	}

	// The anonymous picture has no id. An odd one leaves open which picture it is.
	private static @Nullable String pictureId(@Nullable JsonNode id) {
		if (id == null || !isPresent(id)) {
			return "";
		}
		boolean usable = id.isString() && id.stringValue().length() <= MAX_PICTURE_ID_LENGTH
				&& id.stringValue().chars().noneMatch(Character::isISOControl);
		return usable ? id.stringValue() : null;
	}

	// PostgreSQL cannot store NUL, which is invisible anyway.
	private static String fullName(@Nullable String text) {
		String name = Optional.ofNullable(text).orElse("").replace("\0", "");
		return (name.length() > MAX_FULL_NAME_LENGTH) ? name.substring(0, MAX_FULL_NAME_LENGTH) : name;
	}

	private static Page.@Nullable Cursor cursor(@Nullable JsonNode node) {
		if (node == null || !isPresent(node)) {
			return null;
		}
		if (!node.isString() && !node.isIntegralNumber()) {
			throw new UnexpectedShapeException("a cursor that is neither string nor number");
		}
		String text = node.asString();
		if (text.length() > MAX_CURSOR_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
			throw new UnexpectedShapeException("a cursor of " + text.length() + " characters, or odd ones");
		}
		return new Page.Cursor(text);
	}

	private static @Nullable AccountId viewer(@Nullable JsonNode token) {
		if (token == null || !token.isString()) {
			return null;
		}
		Matcher matcher = RANKING_TOKEN.matcher(token.stringValue());
		long id = matcher.matches() ? parse(matcher.group(1)) : 0;
		return (id > 0) ? new AccountId(id) : null;
	}

	/**
	 * A page as Instagram writes it. Fields that were seen both as numbers and as strings
	 * are nodes.
	 */
	private record ListPage(@Nullable List<@Nullable Row> users,
			@JsonProperty("next_max_id") @Nullable JsonNode nextMaxId,
			@JsonProperty("has_more") @Nullable Boolean hasMore,
			@JsonProperty("should_limit_list_of_followers") @Nullable Boolean followersLimited,
			@JsonProperty("should_limit_list_of_followings") @Nullable Boolean followingLimited,
			@JsonProperty("hidden_following_account_count") @Nullable Long hiddenFollowing,
			@JsonProperty("follow_ranking_token") @Nullable JsonNode rankingToken) {

		TruncationFlags truncation(ListKind list) {
			return switch (list) {
				case FOLLOWERS -> new TruncationFlags(Boolean.TRUE.equals(this.followersLimited), 0);
				case FOLLOWING -> new TruncationFlags(Boolean.TRUE.equals(this.followingLimited),
						(this.hiddenFollowing != null) ? Math.max(this.hiddenFollowing, 0) : 0);
			};
		}

	}

	private record Row(@JsonProperty("pk_id") @Nullable JsonNode pkId, @Nullable JsonNode pk, @Nullable JsonNode id,
			@Nullable String username, @JsonProperty("full_name") @Nullable String fullName,
			@JsonProperty("is_verified") @Nullable Boolean verified,
			@JsonProperty("is_private") @Nullable Boolean privateAccount,
			@JsonProperty("profile_pic_id") @Nullable JsonNode pictureId) {
	}

}
