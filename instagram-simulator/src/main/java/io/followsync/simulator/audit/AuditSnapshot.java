package io.followsync.simulator.audit;

import java.util.List;
import java.util.Map;

/**
 * An audit trail at one moment.
 *
 * @param total requests of live sessions
 * @param notAuthenticated requests of sessions that named this person but were not live
 */
public record AuditSnapshot(long total, long notAuthenticated, Map<Endpoint, Integer> perEndpoint, int mostInAnyHour,
		int mostInAny11Minutes, int mostInAnySecond, Map<PageKey, Integer> pagesServed, List<AuditedRequest> requests) {
}
