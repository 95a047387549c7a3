package io.followsync.simulator.state;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AuditTrailTests {

	private final AuditTrail trail = new AuditTrail();

	@Test
	void listsButDoesNotCountRequestsOfADeadSession() {
		this.trail.recordArrival(request(0, null));
		this.trail.recordArrival(request(1, 7L));
		AuditTrail.Snapshot audit = this.trail.snapshot(10);
		assertThat(audit.total()).isEqualTo(1);
		assertThat(audit.notAuthenticated()).isEqualTo(1);
		assertThat(audit.mostInAnySecond()).isEqualTo(1);
		assertThat(audit.requests()).hasSize(2);
	}

	@Test
	void countsStayExactWhenOldRequestsAreDropped() {
		int count = AuditTrail.MAX_KEPT + 1000;
		for (int number = 0; number < count; number++) {
			this.trail.recordResponse(this.trail.recordArrival(request(number * 100_000L, 7L)), 200, number % 2 == 0);
		}
		AuditTrail.Snapshot audit = this.trail.snapshot(Integer.MAX_VALUE);
		assertThat(audit.total()).isEqualTo(count);
		assertThat(audit.mostInAnySecond()).isEqualTo(10);
		assertThat(audit.mostInAny11Minutes()).isEqualTo(6600);
		assertThat(audit.requests()).hasSize(AuditTrail.MAX_KEPT);
		assertThat(audit.requests().getFirst().atMicros()).isEqualTo(1000 * 100_000L);
		assertThat(audit.pagesServed()).containsValue(count / 2);
	}

	private static AuditTrail.Entry request(long micros, @Nullable Long viewer) {
		return new AuditTrail.Entry(micros, Endpoint.FOLLOWERS, 7, AuditTrail.PageKey.FIRST, viewer, null, (short) 0);
	}

}
