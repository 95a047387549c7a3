package io.followsync.simulator.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.followsync.simulator.faults.FaultKind;
import io.followsync.simulator.friendships.FollowersCursor;
import io.followsync.simulator.population.ListKind;
import io.followsync.simulator.population.Population;
import io.followsync.simulator.state.AuditTrail;
import io.followsync.simulator.state.Endpoint;
import org.jspecify.annotations.Nullable;

/** What the control API answers. */
final class ControlReports {

	/** An account as it is now: the sizes of its lists, and those that it declares. */
	record Account(String igUserId, String username, long followers, long following, long declaredFollowers,
			long declaredFollowing) {

		static Account of(Population population) {
			return new Account(Long.toString(population.spec().id()), population.spec().username(),
					population.size(ListKind.FOLLOWERS), population.size(ListKind.FOLLOWING),
					population.declared(ListKind.FOLLOWERS), population.declared(ListKind.FOLLOWING));
		}

	}

	/**
	 * The audit of one person's sessions.
	 *
	 * @param pagesServed how often each page was delivered; pages of other people's lists
	 * are keyed {@code <target>/<cursor>}
	 */
	record Audit(long total, long notAuthenticated, Map<String, Integer> perEndpoint, int mostInAnyHour,
			int mostInAny11Minutes, int mostInAnySecond, Map<String, Map<String, Integer>> pagesServed,
			List<Line> requests) {

		static Audit of(long account, AuditTrail.Snapshot audit) {
			Map<String, Integer> perEndpoint = new TreeMap<>();
			audit.perEndpoint().forEach((endpoint, count) -> perEndpoint.put(endpoint.label(), count));
			return new Audit(audit.total(), audit.notAuthenticated(), perEndpoint, audit.mostInAnyHour(),
					audit.mostInAny11Minutes(), audit.mostInAnySecond(),
					Map.of(Endpoint.FOLLOWERS.label(), pages(account, Endpoint.FOLLOWERS, audit),
							Endpoint.FOLLOWING.label(), pages(account, Endpoint.FOLLOWING, audit)),
					audit.requests().stream().map(Line::of).toList());
		}

		private static Map<String, Integer> pages(long account, Endpoint list, AuditTrail.Snapshot audit) {
			Map<String, Integer> pages = new TreeMap<>();
			audit.pagesServed().forEach((page, times) -> {
				if (page.endpoint() == list) {
					String owner = (page.target() == account) ? "" : page.target() + "/";
					pages.put(owner + FollowersCursor.maxId(page), times);
				}
			});
			return pages;
		}

		/**
		 * One request.
		 *
		 * @param status 0 when the connection was broken instead, or before the response
		 * @param authenticated whether its session was live
		 * @param viewer owner of the session, absent when it was not live
		 */
		@JsonInclude(JsonInclude.Include.NON_NULL)
		record Line(Instant at, String endpoint, String target, @Nullable String cursor, int status,
				boolean authenticated, @Nullable String viewer, @Nullable FaultKind fault) {

			static Line of(AuditTrail.Entry request) {
				Long viewer = request.viewer();
				return new Line(request.at(), request.endpoint().label(), Long.toString(request.target()),
						request.endpoint().isList()
								? FollowersCursor
									.maxId(new AuditTrail.PageKey(request.endpoint(), request.target(), request.page()))
								: null,
						request.status(), viewer != null, (viewer != null) ? Long.toString(viewer) : null,
						request.fault());
			}

		}

	}

}
