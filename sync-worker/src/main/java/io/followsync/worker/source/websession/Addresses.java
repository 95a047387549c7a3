package io.followsync.worker.source.websession;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.followsync.job.AccountId;
import io.followsync.job.ListKind;
import io.followsync.worker.source.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of requests about one account, as Instagram's own page forms them.
 *
 * @param root the site's root, without a trailing slash
 * @param pageSize rows asked for
 */
record Addresses(String root, AccountId account, int pageSize) {

	private static final String WHO_AM_I = "d6f4427fbe92d846298cf93df0b937d3";

	/** No cursor on the first page, and a search surface for followers only. */
	URI page(ListKind list, @Nullable Cursor after) {
		String first = list(Endpoint.of(list), this.pageSize);
		String next = (after != null) ? first + "&max_id=" + encode(after.value()) : first;
		return URI.create((list == ListKind.FOLLOWERS) ? next + "&search_surface=follow_list_page" : next);
	}

	/** A page of one row. */
	URI look() {
		return URI.create(list(Endpoint.FOLLOWING, 1));
	}

	/**
	 * The one query of the old GraphQL API, whose lists no longer work, that returns the
	 * session's account id.
	 */
	URI whoAmI() {
		return URI.create(this.root + "/graphql/query/?query_hash=" + WHO_AM_I + "&variables=%7B%7D");
	}

	URI profile() {
		return URI.create(this.root + "/api/v1/users/" + this.account + "/info/");
	}

	URI relation(long member) {
		return URI.create(this.root + "/api/v1/friendships/show/" + member + "/");
	}

	private String list(Endpoint list, int count) {
		return this.root + "/api/v1/friendships/" + this.account + "/" + list.tag() + "/?count=" + count;
	}

	// Cursors are base64: a plus sign left as it is would arrive as a space. URLEncoder
	// escapes all but letters, digits and .-*_ (a space as a plus sign).
	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
