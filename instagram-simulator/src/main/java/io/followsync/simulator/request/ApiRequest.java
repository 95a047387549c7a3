package io.followsync.simulator.request;

import java.time.Instant;
import java.util.Objects;

import io.followsync.simulator.response.Rejection;
import io.followsync.simulator.state.AuditTrail.PageKey;
import io.followsync.simulator.state.Endpoint;
import io.followsync.simulator.state.Event;
import io.followsync.simulator.state.SessionCookie;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * What a request asks for, in the terms of {@link Event.RequestArrived}, before it is
 * known who asks.
 */
public record ApiRequest(Endpoint endpoint, @Nullable Long target, long page, int pageNumber, boolean opensWalk,
		@Nullable Rejection flaw) {

	/** A request to an endpoint without pages. */
	public static ApiRequest to(Endpoint endpoint, @Nullable Long target) {
		return new ApiRequest(endpoint, target, PageKey.FIRST, 1, false, null);
	}

	/** Its arrival at that time; cookies and headers are read as Instagram does. */
	Event.RequestArrived arrival(ServerRequest request, Instant at) {
		String sessionId = cookie(request, "sessionid");
		return new Event.RequestArrived(at, this.endpoint, this.target, this.page, this.pageNumber, this.opensWalk,
				SessionCookie.parse(sessionId).orElse(null),
				SessionCookie.digest(header(request, HttpHeaders.USER_AGENT)), flaw(request, sessionId));
	}

	private @Nullable Rejection flaw(ServerRequest request, String sessionId) {
		if (request.path().startsWith("/api/v1/") && header(request, "X-IG-App-ID").isBlank()) {
			return Rejection.NO_APP_ID;
		}
		if (sessionId.isEmpty()) {
			return Rejection.NO_SESSION;
		}
		String token = cookie(request, "csrftoken");
		if (request.method() == HttpMethod.POST && (token.isEmpty() || !token.equals(header(request, "X-CSRFToken")))) {
			return Rejection.NO_CSRF_MATCH;
		}
		return this.flaw;
	}

	private static String header(ServerRequest request, String name) {
		return Objects.requireNonNullElse(request.headers().firstHeader(name), "");
	}

	static String cookie(ServerRequest request, String name) {
		HttpCookie cookie = request.cookies().getFirst(name);
		return (cookie != null) ? cookie.getValue() : "";
	}

}
