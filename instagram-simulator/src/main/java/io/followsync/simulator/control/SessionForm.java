package io.followsync.simulator.control;

import io.followsync.simulator.session.SessionCookie;
import io.followsync.simulator.session.SessionRule;
import io.followsync.simulator.world.Event;
import org.jspecify.annotations.Nullable;

/** A session as the control API accepts it. */
record SessionForm(@Nullable String sessionId, @Nullable Boolean live, @Nullable Long viewer) {

	Event event() {
		SessionCookie cookie = SessionCookie.parse((this.sessionId != null) ? this.sessionId : "")
			.orElseThrow(() -> new IllegalArgumentException("sessionId must look like <user id>:<random>"));
		return new Event.SessionDeclared(cookie.fingerprint(),
				new SessionRule(this.live == null || this.live, this.viewer));
	}

	@Override
	public String toString() {
		return "SessionForm[live=" + this.live + ", viewer=" + this.viewer + "]";
	}

}
