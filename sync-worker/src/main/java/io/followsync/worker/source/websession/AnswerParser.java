package io.followsync.worker.source.websession;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.followsync.job.AccountId;
import io.followsync.job.ListKind;
import io.followsync.worker.source.Cursor;
import io.followsync.worker.source.DeclaredCounts;
import io.followsync.worker.source.Member;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Relation;
import io.followsync.worker.source.TruncationFlags;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses the answers that are not failures. Unknown fields are ignored; a row without a
 * usable id and username makes the whole page {@link WrongShape}, so that no member is
 * lost unnoticed.
 */
final class AnswerParser {

	private static final int MAX_NAME_CHARACTERS = 64;

	private static final int MAX_FULL_NAME_CHARACTERS = 500;

	private static final int MAX_CURSOR_CHARACTERS = 2048;

	private static final Pattern RANKING_TOKEN = Pattern.compile("[^|]*\\|([0-9]{1,19})\\|[^|]*");

	private final JsonMapper json;

	AnswerParser(JsonMapper json) {
		this.json = json;
	}

	/**
	 * @throws JacksonException if it is not JSON, or has other types
	 * @throws WrongShape if something needed is missing
	 */
	Page page(ListKind list, byte[] body) {
		PageForm form = this.json.readValue(body, PageForm.class);
		if (form == null || form.users() == null) {
			throw new WrongShape("a page without users");
		}
		List<Member> members = new ArrayList<>(form.users().size());
		for (PageForm.Row row : form.users()) {
			members.add(member(row));
		}
		return new Page(members, cursor(form.nextMaxId()), form.hasMore(), cut(list, form),
				viewer(form.rankingToken()));
	}

	/**
	 * @throws JacksonException if it is not JSON, or has other types
	 * @throws WrongShape if it names no user
	 */
	DeclaredCounts counts(byte[] body) {
		ProfileForm form = this.json.readValue(body, ProfileForm.class);
		if (form == null || form.user() == null) {
			throw new WrongShape("a profile without user");
		}
		return new DeclaredCounts(count(form.user().followers()), count(form.user().following()));
	}

	/**
	 * Null where it names nobody.
	 * @throws JacksonException if it is not JSON, or has other types
	 * @throws WrongShape if it is no such answer, or names a user without an id
	 */
	@Nullable AccountId viewer(byte[] body) {
		ViewerForm form = this.json.readValue(body, ViewerForm.class);
		if (form == null || form.data() == null) {
			throw new WrongShape("an answer without data");
		}
		ViewerForm.User user = form.data().user();
		return (user != null) ? new AccountId(MemberIds.of(user.id())) : null;
	}

	/**
	 * @throws JacksonException if it is not JSON, or has other types
	 * @throws WrongShape if it does not give both directions
	 */
	Relation relation(byte[] body) {
		RelationForm form = this.json.readValue(body, RelationForm.class);
		if (form == null || form.following() == null || form.followedBy() == null) {
			throw new WrongShape("a relation that leaves open who follows whom");
		}
		return new Relation(form.following(), form.followedBy());
	}

	private static Member member(PageForm.@Nullable Row row) {
		if (row == null) {
			throw new WrongShape("a row that is null");
		}
		String username = row.username();
		if (username == null || username.isBlank() || username.length() > MAX_NAME_CHARACTERS
				|| username.chars().anyMatch(Character::isISOControl)) {
			throw new WrongShape("a row without a usable username");
		}
		return new Member(MemberIds.of(row.pkId(), row.pk(), row.id()), username, fullName(row.fullName()),
				Boolean.TRUE.equals(row.verified()), Boolean.TRUE.equals(row.privateAccount()));
	}

	// PostgreSQL cannot store NUL, which is invisible anyway.
	private static String fullName(@Nullable String text) {
		String name = Optional.ofNullable(text).orElse("").replace("\0", "");
		return (name.length() > MAX_FULL_NAME_CHARACTERS) ? name.substring(0, MAX_FULL_NAME_CHARACTERS) : name;
	}

	private static @Nullable Cursor cursor(@Nullable JsonNode node) {
		if (node == null || !MemberIds.present(node)) {
			return null;
		}
		if (!node.isString() && !node.isIntegralNumber()) {
			throw new WrongShape("a cursor that is neither string nor number");
		}
		String text = node.isString() ? node.stringValue() : node.asString();
		if (text.length() > MAX_CURSOR_CHARACTERS || text.chars().anyMatch(Character::isISOControl)) {
			throw new WrongShape("a cursor of " + text.length() + " characters, or odd ones");
		}
		return new Cursor(text);
	}

	private static TruncationFlags cut(ListKind list, PageForm form) {
		return switch (list) {
			case FOLLOWERS -> signs(form.followersLimited(), null);
			case FOLLOWING -> signs(form.followingLimited(), form.hiddenFollowing());
		};
	}

	private static TruncationFlags signs(@Nullable Boolean limited, @Nullable Long hidden) {
		return new TruncationFlags(Boolean.TRUE.equals(limited), (hidden != null) ? Math.max(hidden, 0) : 0);
	}

	private static @Nullable AccountId viewer(@Nullable JsonNode token) {
		if (token == null || !token.isString()) {
			return null;
		}
		Matcher matcher = RANKING_TOKEN.matcher(token.stringValue());
		long id = matcher.matches() ? MemberIds.parse(matcher.group(1)) : 0;
		return (id > 0) ? new AccountId(id) : null;
	}

	private static @Nullable Long count(@Nullable Long count) {
		return (count != null && count >= 0) ? count : null;
	}

}
