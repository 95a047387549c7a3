package io.followsync.simulator.exchange;

import java.time.Clock;

import io.followsync.simulator.session.SessionCookie;
import io.followsync.simulator.wire.Refusal;
import io.followsync.simulator.world.Event;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Reads cookies and headers as Instagram does, and notes which are missing. */
record RequestReader(Clock clock) {

	private static final String NONE = "";

	Event.RequestArrived read(ServerRequest request, Question question) {
		String sessionId = cookie(request, "sessionid");
		return new Event.RequestArrived(this.clock.instant(), question.endpoint(), question.target(), question.page(),
				question.pageNumber(), question.opensWalk(), SessionCookie.parse(sessionId).orElse(null),
				SessionCookie.digest(header(request, HttpHeaders.USER_AGENT)), flaw(request, question, sessionId));
	}

	private static @Nullable Refusal flaw(ServerRequest request, Question question, String sessionId) {
		if (request.path().startsWith("/api/v1/") && header(request, "X-IG-App-ID").isBlank()) {
			return Refusal.NO_APP_ID;
		}
		if (sessionId.isEmpty()) {
			return Refusal.NO_SESSION;
		}
		if (request.method() == HttpMethod.POST && !hasMatchingCsrf(request)) {
			return Refusal.NO_CSRF_MATCH;
		}
		return question.flaw();
	}

	private static boolean hasMatchingCsrf(ServerRequest request) {
		String token = cookie(request, "csrftoken");
		return !token.isEmpty() && token.equals(header(request, "X-CSRFToken"));
	}

	private static String header(ServerRequest request, String name) {
		String value = request.headers().firstHeader(name);
		return (value != null) ? value : NONE;
	}

	static String cookie(ServerRequest request, String name) {
		HttpCookie cookie = request.cookies().getFirst(name);
		return (cookie != null) ? cookie.getValue() : NONE;
	}

}
