package io.followsync.worker.source.websession;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.followsync.job.AccountId;
import io.followsync.job.ListKind;
import io.followsync.worker.source.Page.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * @param resumed whether it sends a cursor; the meaning of a refusal depends on it
 */
record InstagramRequest(Endpoint endpoint, URI address, boolean resumed) {

	enum Endpoint {

		FOLLOWERS, FOLLOWING, PROFILE, LOOK, WHO_AM_I, RELATION;

		/** Lower case, as in an address and as a metric's tag. */
		String tag() {
			return name().toLowerCase(Locale.ROOT);
		}

		/** Whether Instagram may refuse it while the lists still work. */
		boolean isAuxiliary() {
			return this == PROFILE || this == WHO_AM_I || this == RELATION;
		}

		/** Whether its answer is a page of a list. */
		boolean isList() {
			return this == FOLLOWERS || this == FOLLOWING || this == LOOK;
		}

		/** Whether it belongs to the REST API, whose requests carry extra headers. */
		boolean isRestApi() {
			return this != WHO_AM_I;
		}

	}

	/**
	 * Creates the requests about one account, with the addresses that Instagram's own
	 * page uses.
	 *
	 * @param root the site's root, without a trailing slash
	 */
	record Factory(String root, AccountId account, int pageSize) {

		private static final String WHO_AM_I_QUERY = "d6f4427fbe92d846298cf93df0b937d3";

		/** No cursor on the first page, and a search surface for followers only. */
		InstagramRequest page(ListKind list, @Nullable Cursor after) {
			Endpoint endpoint = Endpoint.valueOf(list.name());
			String address = listAddress(endpoint, this.pageSize);
			if (after != null) {
				address += "&max_id=" + encode(after.value());
			}
			if (list == ListKind.FOLLOWERS) {
				address += "&search_surface=follow_list_page";
			}
			return new InstagramRequest(endpoint, URI.create(address), after != null);
		}

		/** A page of one row. */
		InstagramRequest look() {
			return first(Endpoint.LOOK, listAddress(Endpoint.FOLLOWING, 1));
		}

		/**
		 * The one query of the old GraphQL API, whose lists no longer work, that returns
		 * the session's account id.
		 */
		InstagramRequest whoAmI() {
			return first(Endpoint.WHO_AM_I,
					this.root + "/graphql/query/?query_hash=" + WHO_AM_I_QUERY + "&variables=%7B%7D");
		}

		InstagramRequest profile() {
			return first(Endpoint.PROFILE, this.root + "/api/v1/users/" + this.account + "/info/");
		}

		InstagramRequest relation(long member) {
			return first(Endpoint.RELATION, this.root + "/api/v1/friendships/show/" + member + "/");
		}

		private static InstagramRequest first(Endpoint endpoint, String address) {
			return new InstagramRequest(endpoint, URI.create(address), false);
		}

		private String listAddress(Endpoint list, int count) {
			return this.root + "/api/v1/friendships/" + this.account + "/" + list.tag() + "/?count=" + count;
		}

		// Cursors are base64: a plus sign left as it is would arrive as a space.
		// URLEncoder escapes all but letters, digits and .-*_ (a space as a plus sign).
		private static String encode(String text) {
			return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
		}

	}

}
