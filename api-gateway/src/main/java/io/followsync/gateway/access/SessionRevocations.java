package io.followsync.gateway.access;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/** Counts browser sessions that were revoked, by what revoked them. */
@Component
public class SessionRevocations {

	private final Map<Cause, Counter> counters = new EnumMap<>(Cause.class);

	SessionRevocations(MeterRegistry meters) {
		Arrays.stream(Cause.values())
			.forEach((cause) -> this.counters.put(cause,
					meters.counter("followsync.sessions.revoked", "cause", cause.name().toLowerCase(Locale.ROOT))));
	}

	/** What revoked a session. */
	public enum Cause {

		/** A replaced cookie came back, so somebody has a copy of it. */
		COPIED,

		/** Its owner signed out, in that browser or from another. */
		SIGNED_OUT,

		/** The owner signed in in one browser more than may be at once. */
		TOO_MANY

	}

	public void count(Cause cause, long sessions) {
		Objects.requireNonNull(this.counters.get(cause)).increment(sessions);
	}

}
