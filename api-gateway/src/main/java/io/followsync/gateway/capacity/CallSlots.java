package io.followsync.gateway.capacity;

import java.util.LinkedHashSet;
import java.util.Set;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * How many calls are served at once. The others wait with their requests, which costs a
 * tenth of serving them, in the order in which they came: a crowd of clients that come
 * back at the same moment is let in as fast as it can be served.
 */
@Component
class CallSlots {

	private final int max;

	// Guarded by this, as is what follows.
	private final Set<CallGate> waiting = new LinkedHashSet<>();

	private int open;

	CallSlots(Capacity capacity, MeterRegistry meters) {
		this.max = capacity.calls();
		meters.gauge("followsync.calls.open", this, CallSlots::open);
		meters.gauge("followsync.calls.waiting", this, CallSlots::waiting);
		meters.gauge("followsync.calls.max", this, (slots) -> slots.max);
	}

	/** Takes a slot for a call, or lets it wait until it is admitted or leaves. */
	synchronized boolean enter(CallGate call) {
		if (this.open < this.max) {
			this.open++;
			return true;
		}
		this.waiting.add(call);
		return false;
	}

	/** Gives the slot of a call that has ended to the one that has waited longest. */
	synchronized void leave() {
		var calls = this.waiting.iterator();
		if (calls.hasNext()) {
			CallGate next = calls.next();
			calls.remove();
			next.admit();
		}
		else {
			this.open--;
		}
	}

	/** The client of a waiting call has hung up; whether it was still waiting. */
	synchronized boolean giveUp(CallGate call) {
		return this.waiting.remove(call);
	}

	private synchronized int open() {
		return this.open;
	}

	private synchronized int waiting() {
		return this.waiting.size();
	}

}
