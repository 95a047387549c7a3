package io.followsync.worker.source.websession;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.followsync.job.AccountId;
import io.followsync.job.ListKind;
import io.followsync.worker.source.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of Instagram, and under which address.
 */
enum Endpoint {

	FOLLOWERS, FOLLOWING, PROFILE;

	static Endpoint of(ListKind list) {
		return switch (list) {
			case FOLLOWERS -> Endpoint.FOLLOWERS;
			case FOLLOWING -> Endpoint.FOLLOWING;
		};
	}

	/** Lower case, as a metric's tag. */
	String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The address as Instagram's page asks for it: no cursor on the first page, and a
	 * search surface for followers only.
	 */
	URI address(String root, AccountId account, int count, @Nullable Cursor after) {
		return switch (this) {
			case FOLLOWERS -> URI.create(list(root, account, count, after) + "&search_surface=follow_list_page");
			case FOLLOWING -> URI.create(list(root, account, count, after));
			case PROFILE -> URI.create(root + "/api/v1/users/" + account + "/info/");
		};
	}

	private String list(String root, AccountId account, int count, @Nullable Cursor after) {
		String first = root + "/api/v1/friendships/" + account + "/" + tag() + "/?count=" + count;
		return (after != null) ? first + "&max_id=" + encode(after.value()) : first;
	}

	// Cursors are base64: a plus sign left as it is would arrive as a space. URLEncoder
	// escapes all but letters, digits and .-*_ (a space as a plus sign).
	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
