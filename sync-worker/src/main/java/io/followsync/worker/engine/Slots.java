package io.followsync.worker.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.worker.ledger.Claims;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The slots of this replica. A slot is taken before a claim and given back when the claim
 * yields no job or the run is over. Jobs whose owner is not proven (unconfirmed sessions
 * and imports) may take a share of them, and imports one, since each takes much of the
 * heap while its upload is read.
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

	/** Which jobs may run besides those that do. */
	Claims.Room room() {
		if (count(Lane::anonymous) >= this.anonymousSize) {
			return Claims.Room.FOR_ACCOUNTS;
		}
		return (count(Lane::imported) == 0) ? Claims.Room.FOR_ANY : Claims.Room.FOR_ANY_BUT_IMPORTS;
	}

	/** Whether a job of this lane may run besides those that do. */
	boolean roomFor(Lane lane) {
		return switch (room()) {
			case FOR_ANY -> true;
			case FOR_ANY_BUT_IMPORTS -> !lane.imported();
			case FOR_ACCOUNTS -> !lane.anonymous();
		};
	}

	private long count(Predicate<Lane> lanes) {
		return this.running.values().stream().map(JobRun::lane).filter(lanes).count();
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
