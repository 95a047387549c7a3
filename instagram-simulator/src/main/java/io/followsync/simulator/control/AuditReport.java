package io.followsync.simulator.control;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.followsync.simulator.audit.AuditSnapshot;
import io.followsync.simulator.audit.AuditedRequest;
import io.followsync.simulator.audit.Endpoint;
import io.followsync.simulator.audit.PageKey;
import io.followsync.simulator.faults.FaultKind;
import io.followsync.simulator.friendships.Cursors;
import org.jspecify.annotations.Nullable;

/**
 * The audit of one person's sessions.
 *
 * @param pagesServed how often each page was delivered; pages of other people's lists are
 * keyed {@code <target>/<cursor>}
 */
record AuditReport(long total, long notAuthenticated, Map<String, Integer> perEndpoint, int mostInAnyHour,
		int mostInAny11Minutes, int mostInAnySecond, Map<String, Map<String, Integer>> pagesServed,
		List<Line> requests) {

	static AuditReport of(long account, AuditSnapshot audit) {
		Map<String, Integer> perEndpoint = new TreeMap<>();
		audit.perEndpoint().forEach((endpoint, count) -> perEndpoint.put(endpoint.label(), count));
		return new AuditReport(audit.total(), audit.notAuthenticated(), perEndpoint, audit.mostInAnyHour(),
				audit.mostInAny11Minutes(), audit.mostInAnySecond(),
				Map.of(Endpoint.FOLLOWERS.label(), pages(account, Endpoint.FOLLOWERS, audit),
						Endpoint.FOLLOWING.label(), pages(account, Endpoint.FOLLOWING, audit)),
				audit.requests().stream().map(Line::of).toList());
	}

	private static Map<String, Integer> pages(long account, Endpoint list, AuditSnapshot audit) {
		Map<String, Integer> pages = new TreeMap<>();
		audit.pagesServed().forEach((page, times) -> {
			if (page.endpoint() == list) {
				String owner = (page.target() == account) ? "" : page.target() + "/";
				pages.put(owner + Cursors.text(page), times);
			}
		});
		return pages;
	}

	/**
	 * One request.
	 *
	 * @param authenticated whether its session was live
	 * @param viewer owner of the session, absent when it was not live
	 * @param status 0 when the connection was broken instead, or not answered yet
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Line(Instant at, String endpoint, String target, @Nullable String cursor, int status, boolean authenticated,
			@Nullable String viewer, @Nullable FaultKind fault) {

		static Line of(AuditedRequest request) {
			Long viewer = request.viewer();
			return new Line(Instant.EPOCH.plus(request.atMicros(), ChronoUnit.MICROS), request.endpoint().label(),
					Long.toString(request.target()),
					request.endpoint().isList()
							? Cursors.text(new PageKey(request.endpoint(), request.target(), request.page())) : null,
					request.status(), viewer != null, (viewer != null) ? Long.toString(viewer) : null, request.fault());
		}

	}

}
