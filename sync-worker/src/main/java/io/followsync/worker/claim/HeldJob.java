package io.followsync.worker.claim;

import java.util.Map;
import java.util.function.LongSupplier;

import io.followsync.job.JobId;
import io.followsync.job.Lane;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A job in one of this replica's slots: what was claimed, under which lease, and in which
 * lane it is now.
 */
public final class HeldJob {

	private final ClaimedJob claimed;

	private final LeaseState leaseState;

	private volatile Lane lane;

	/**
	 * @param nanoTime a clock that never jumps
	 * @param leasedUntil when the lease runs out, by that clock
	 */
	public HeldJob(ClaimedJob claimed, LongSupplier nanoTime, long leasedUntil) {
		this.claimed = claimed;
		this.leaseState = new LeaseState(nanoTime, leasedUntil);
		this.leaseState.noticeCancel(claimed.receipt().cancelRequested());
		this.lane = claimed.lane();
	}

	public JobId id() {
		return this.claimed.lease().job();
	}

	public Lease lease() {
		return this.claimed.lease();
	}

	public ClaimedJob claimed() {
		return this.claimed;
	}

	public LeaseState leaseState() {
		return this.leaseState;
	}

	public Lane lane() {
		return this.lane;
	}

	public void confirmLane(Lane account) {
		this.lane = account;
	}

	@FunctionalInterface
	public interface Runner {

		/**
		 * Completes when this replica is done with the job; never fails.
		 * @param sender the trace headers of who woke this replica for the job
		 */
		Mono<Void> run(HeldJob job, Map<String, String> sender);

	}

	/**
	 * Whether a run may continue. It is the only part of a run that is changed from
	 * outside, at any moment.
	 */
	public static final class LeaseState {

		// By a clock that never jumps.
		private final LongSupplier nanoTime;

		private final Sinks.Empty<Void> unwanted = Sinks.empty();

		private volatile long leasedUntil;

		private volatile boolean lost;

		private volatile boolean cancelRequested;

		LeaseState(LongSupplier nanoTime, long leasedUntil) {
			this.nanoTime = nanoTime;
			this.leasedUntil = leasedUntil;
		}

		/**
		 * Whether another worker holds the lease, or may at any moment because it ran out
		 * unrenewed: a replica that was frozen makes no further requests. The fence
		 * rejects what it still writes.
		 */
		public boolean isLost() {
			return this.lost || this.nanoTime.getAsLong() - this.leasedUntil > 0;
		}

		public boolean isCancelRequested() {
			return this.cancelRequested;
		}

		/** Completes when this replica learns that the run must stop. */
		public Mono<Void> unwanted() {
			return this.unwanted.asMono();
		}

		void renew(long until) {
			this.leasedUntil = until;
		}

		void markLost() {
			this.lost = true;
			this.unwanted.tryEmitEmpty();
		}

		/** A request to cancel is never taken back. */
		void requestCancel() {
			this.cancelRequested = true;
			this.unwanted.tryEmitEmpty();
		}

		/**
		 * Adopts what a write of the run's own read back. It does not end the step that
		 * made the write.
		 */
		public void noticeCancel(boolean requested) {
			// Only ever set, because a renewal may set it at the same moment.
			if (requested) {
				this.cancelRequested = true;
			}
		}

	}

}
