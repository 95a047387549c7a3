package io.followsync.worker.claim;

import java.util.Map;
import java.util.function.LongSupplier;

import io.followsync.job.JobId;
import io.followsync.job.Lane;
import reactor.core.publisher.Mono;

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

	/** The job has moved to the lane of its account. */
	public void confirmLane(Lane account) {
		this.lane = account;
	}

	/** Runs the jobs that are claimed. */
	@FunctionalInterface
	public interface Runner {

		/**
		 * Completes when this replica is done with the job; never fails.
		 * @param sender the trace headers of who woke this replica for the job
		 */
		Mono<Void> run(HeldJob job, Map<String, String> sender);

	}

}
