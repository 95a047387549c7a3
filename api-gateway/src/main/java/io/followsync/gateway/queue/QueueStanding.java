package io.followsync.gateway.queue;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The queue at one moment.
 *
 * @param queued jobs that wait to be started; exact up to the bound on the queue
 * @param running jobs that occupy a slot
 * @param started running jobs, and parked ones that hold their lane; exact up to that
 * bound, beyond it as last counted for the fleet
 * @param slots of all workers seen recently
 * @param openSlots of these, how many are free for an unproven job, as every job is that
 * joins the queue
 * @param typicalDuration the median duration of the last jobs; null before the first has
 * ended
 */
public record QueueStanding(int queued, int running, int started, int slots, int openSlots,
		@Nullable Duration typicalDuration) {

	/**
	 * Positions are exact up to here and not reported beyond; the schema's function
	 * {@code queue_up_to} says the same.
	 */
	public static final int LAST_POSITION = 10_000;

	private static final Duration ASSUMED_DURATION = Duration.ofMinutes(1);

	QueueStanding with(QueueAdmission.Occupancy occupancy) {
		return new QueueStanding(occupancy.queued(), this.running, this.started, this.slots, occupancy.openSlots(),
				this.typicalDuration);
	}

	QueueStanding withMoreQueued(int more) {
		return new QueueStanding(this.queued + more, this.running, this.started, this.slots, this.openSlots,
				this.typicalDuration);
	}

	public boolean hasWorkers() {
		return this.slots > 0;
	}

	public int nextPosition() {
		return Math.min(this.queued + 1, LAST_POSITION);
	}

	/** Whether there is a slot for the job at a position and for all before it. */
	public boolean startsAtOnce(int position) {
		return position <= this.openSlots;
	}

	/**
	 * The wait of the job at a position, in System A's words. Without a live worker the
	 * estimate assumes one slot: it never promises an immediate start.
	 */
	public String estimatedWait(int position) {
		if (position == 0 || startsAtOnce(position)) {
			return "Starting immediately";
		}
		int waitingTurns = position - this.openSlots;
		Duration typical = (this.typicalDuration != null) ? this.typicalDuration : ASSUMED_DURATION;
		double seconds = (double) typical.toMillis() / 1000 * waitingTurns / Math.max(1, this.slots);
		long minutes = Math.max(1, Math.round(seconds / 60));
		return "Starting in ~%d minutes".formatted(minutes);
	}

}
