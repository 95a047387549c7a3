package io.followsync.gateway.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.followsync.job.JobProgress.Failure;
import io.followsync.job.WaitReason;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in as whoever holds its secret may see it.
 *
 * @param code to be compared with the one that the approving browser shows; null unless
 * an approval is needed
 * @param failure null unless it failed
 * @param waitingFor why its job is parked; null unless it is
 * @param resumesAt until when it is parked at least
 */
public record SignIn(UUID id, State state, @Schema(example = "402918") @Nullable String code, @Nullable Failure failure,
		@Nullable WaitReason waitingFor, @Nullable Instant resumesAt, Instant expiresAt, Instant asOf) {

	/** When to ask again at the earliest. */
	static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

	/**
	 * How long a caller should wait before they ask again; empty once nothing will change
	 * by itself.
	 */
	public Optional<Duration> retryAfter() {
		return switch (this.state) {
			case PENDING -> Optional.of(untilItResumes());
			case WAITING_FOR_APPROVAL -> Optional.of(POLL_INTERVAL);
			case PROVEN, FAILED, USED -> Optional.empty();
		};
	}

	private Duration untilItResumes() {
		Duration wait = (this.resumesAt != null) ? Duration.between(this.asOf, this.resumesAt) : Duration.ZERO;
		return (wait.compareTo(POLL_INTERVAL) > 0) ? wait : POLL_INTERVAL;
	}

	/** How far a sign-in is. */
	public enum State {

		/** Instagram has not yet said whose session it is. */
		PENDING,

		/** It can be exchanged. */
		PROVEN,

		/** It can be exchanged once another browser of the account's owner approves. */
		WAITING_FOR_APPROVAL,

		/** It cannot be proven. */
		FAILED,

		/** It was exchanged. */
		USED

	}

}
