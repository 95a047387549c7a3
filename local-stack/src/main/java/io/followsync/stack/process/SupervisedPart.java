package io.followsync.stack.process;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Watches and restarts one part, until the supervisor closes or it fails too often. */
final class SupervisedPart {

	/**
	 * Ctrl-C reaches the parts and their launcher at once: an end that belongs to a
	 * shutdown is not reported.
	 */
	private static final Duration SHUTDOWN_GRACE = Duration.ofMillis(500);

	private final Supervisor.Part part;

	private final Supervisor.RestartPolicy policy;

	private final Supervisor.Listener listener;

	private final Clock clock;

	private final Supervisor.Pauses pauses;

	private Instant readySince;

	private int failures;

	SupervisedPart(Supervisor.Part part, Supervisor.RestartPolicy policy, Supervisor.Listener listener, Clock clock,
			Supervisor.Pauses pauses) {
		this.part = part;
		this.policy = policy;
		this.listener = listener;
		this.clock = clock;
		this.pauses = pauses;
		this.readySince = clock.instant();
	}

	void run() {
		while (this.pauses.pause()) {
			Optional<String> end = this.part.unexpectedEnd().get();
			if (end.isPresent() && !(this.pauses.pause(SHUTDOWN_GRACE) && recover(end.get()))) {
				return;
			}
		}
	}

	/** Whether the part runs again; else it failed too often, or the stack shuts down. */
	private boolean recover(String end) {
		if (this.policy.isStable(Duration.between(this.readySince, this.clock.instant()))) {
			this.failures = 0;
		}
		Optional<String> failure = Optional.of(end);
		while (failure.isPresent()) {
			// A restart also fails because a shutdown interrupts it.
			if (!this.pauses.pause(Duration.ZERO)) {
				return false;
			}
			this.failures++;
			if (this.policy.givesUpAfter(this.failures)) {
				this.listener.gaveUp(this.part.name(), failure.get(), this.failures);
				return false;
			}
			Duration pause = this.policy.pauseAfter(this.failures);
			this.listener.failed(this.part.name(), failure.get(), pause);
			if (!this.pauses.pause(pause) || !awaitNeeds()) {
				return false;
			}
			failure = tryToStart();
		}
		this.readySince = this.clock.instant();
		this.listener.restarted(this.part.name());
		return true;
	}

	private boolean awaitNeeds() {
		while (this.part.needs().stream().anyMatch(Supervisor.Part::hasEnded)) {
			if (!this.pauses.pause()) {
				return false;
			}
		}
		return true;
	}

	private Optional<String> tryToStart() {
		try {
			this.part.start().run();
			return Optional.empty();
		}
		catch (RuntimeException ex) {
			return Optional.of("restart failed: " + ex.getMessage());
		}
	}

}
