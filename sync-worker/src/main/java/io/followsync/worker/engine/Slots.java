package io.followsync.worker.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.followsync.job.JobId;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The slots of this replica. A slot is taken before a claim and given back when the claim
 * yields no job or the run is over.
 */
final class Slots {

	private final int size;

	private final int anonymousSize;

	private final ConcurrentMap<JobId, JobRun> running = new ConcurrentHashMap<>();

	private int taken;

	Slots(EngineProperties properties, MeterRegistry meters) {
		this.size = properties.slots();
		this.anonymousSize = Math.min(properties.anonymousSlots(), properties.slots());
		meters.gauge("followsync.slots.taken", this.running, ConcurrentMap::size);
		meters.gauge("followsync.slots", this, (slots) -> slots.size);
	}

	synchronized boolean tryTake() {
		if (this.taken >= this.size) {
			return false;
		}
		this.taken++;
		return true;
	}

	synchronized void giveBack() {
		this.taken--;
	}

	/**
	 * Whether one more job may run whose owner is not proven (an unconfirmed session or
	 * an import).
	 */
	boolean roomForAnonymous() {
		return this.running.values().stream().filter((run) -> run.lane().anonymous()).count() < this.anonymousSize;
	}

	void occupy(JobRun run) {
		this.running.put(run.lease().job(), run);
	}

	void vacate(JobRun run) {
		this.running.remove(run.lease().job(), run);
		giveBack();
	}

	Iterable<JobRun> running() {
		return this.running.values();
	}

	/** Whether nothing runs and no claim is under way. */
	synchronized boolean idle() {
		return this.taken == 0;
	}

}
