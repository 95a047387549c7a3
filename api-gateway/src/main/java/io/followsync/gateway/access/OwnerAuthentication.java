package io.followsync.gateway.access;

import java.util.List;
import java.util.Set;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Service;

/**
 * Verifies what an owner shows: an access token as bearer, else the cookie of a browser
 * session. HTTP Basic is for operators and says nothing here.
 * <p>
 * A browser adds the cookie to whatever a page makes it send, so a cookie counts for a
 * call that changes something only if the browser also says where the call comes from, in
 * {@code Sec-Fetch-Site} or {@code Origin}; the edge has then refused every page that is
 * not ours ({@link ErrorCode#FOREIGN_ORIGIN}). Every browser sends one of the two with
 * such a call, and no page can forge or leave out either, so a second token in the page
 * would prove nothing more. Access tokens are added by no browser.
 */
@Service
public class OwnerAuthentication {

	/** A condition on a browser session or an access token. */
	static final String IS_LIVE = "revoked_at IS NULL AND expires_at > deciding_time()";

	private static final String BEARER = "Bearer ";

	private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

	private static final List<String> ORIGIN_HEADERS = List.of("Sec-Fetch-Site", HttpHeaders.ORIGIN);

	private final AccessTokens tokens;

	private final BrowserSessions sessions;

	private final SessionCookies cookies;

	OwnerAuthentication(AccessTokens tokens, BrowserSessions sessions, SessionCookies cookies) {
		this.tokens = tokens;
		this.sessions = sessions;
		this.cookies = cookies;
	}

	/** Who sends a request, and the cookie that the answer has to set, if any. */
	public sealed interface Authenticated {

		/** By an access token. */
		record Client(Owner owner) implements Authenticated {
		}

		/** By the cookie of a session. */
		record Browser(BrowserSession session, @Nullable ResponseCookie cookie) implements Authenticated {
		}

	}

	/**
	 * Empty for a request without a valid credential. An invalid bearer token makes it
	 * empty whatever the cookie says. Fails with {@link ErrorCode#FOREIGN_ORIGIN} for a
	 * call that changes something by a cookie and does not say where it comes from.
	 */
	public Mono<Authenticated> authenticate(ServerHttpRequest request) {
		String header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
		if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
			return this.tokens.verify(header.substring(BEARER.length()).strip()).map(Authenticated.Client::new);
		}
		return Mono.justOrEmpty(this.cookies.read(request))
			.flatMap((claims) -> namesOrigin(request) ? this.sessions.verify(claims)
					: Mono.error(() -> new ApiException(ErrorCode.FOREIGN_ORIGIN)
						.detail("A browser that is signed in must send Origin or Sec-Fetch-Site with this call.")))
			.map((verified) -> new Authenticated.Browser(verified.session(), cookie(request, verified.cookie())));
	}

	private static boolean namesOrigin(ServerHttpRequest request) {
		return READING.contains(request.getMethod())
				|| ORIGIN_HEADERS.stream().anyMatch(request.getHeaders()::containsHeader);
	}

	private @Nullable ResponseCookie cookie(ServerHttpRequest request, BrowserSessions.@Nullable NewCookie cookie) {
		return (cookie != null) ? this.cookies.issue(request, cookie.claims(), cookie.maxAge()) : null;
	}

}
