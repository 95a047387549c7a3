package io.followsync.gateway.capacity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Limits the calls that are served at once, and gives no client more than a quarter of
 * them. Further calls wait; the clients they come from take turns, and the calls of one
 * client keep their order.
 */
@Component
class CallSlots {

	private static final int CLIENT_PART = 4;

	private final int max;

	private final int maxPerClient;

	// Guarded by this, as is what follows.
	private final Map<String, Client> clients = new HashMap<>();

	// Clients of which a call waits that may have a slot.
	private final Deque<Client> turns = new ArrayDeque<>();

	private int open;

	private int waiting;

	private boolean closed;

	CallSlots(Capacity capacity, MeterRegistry meters) {
		this.max = capacity.calls();
		this.maxPerClient = Math.max(1, this.max / CLIENT_PART);
		meters.gauge("followsync.calls.open", this, CallSlots::open);
		meters.gauge("followsync.calls.waiting", this, CallSlots::waiting);
		meters.gauge("followsync.calls.max", this, (slots) -> slots.max);
	}

	/**
	 * Whether the call has a slot now. If not, it waits until {@code admit} or
	 * {@code refuse} is called on it, or it cancels the wait.
	 */
	synchronized boolean enter(CallGate call, String address) {
		Client client = this.clients.computeIfAbsent(address, Client::new);
		if (this.open < this.max && client.open < this.maxPerClient && client.waiting.isEmpty()) {
			this.open++;
			client.open++;
			return true;
		}
		client.waiting.add(call);
		this.waiting++;
		lineUp(client);
		if (this.closed) {
			call.refuse();
		}
		return false;
	}

	/** Gives the slot of a call that has ended to the next one. */
	synchronized void leave(String address) {
		Client client = this.clients.get(address);
		if (client == null) {
			throw new IllegalStateException("no call of this client is open");
		}
		this.open--;
		client.open--;
		lineUp(client);
		while (this.open < this.max && !this.turns.isEmpty()) {
			admitOneOf(this.turns.removeFirst());
		}
		forgetIfIdle(client);
	}

	private void admitOneOf(Client client) {
		client.linedUp = false;
		var calls = client.waiting.iterator();
		if (calls.hasNext()) {
			CallGate next = calls.next();
			calls.remove();
			this.waiting--;
			this.open++;
			client.open++;
			next.admit();
			lineUp(client);
		}
		forgetIfIdle(client);
	}

	private void lineUp(Client client) {
		if (!client.linedUp && !client.waiting.isEmpty() && client.open < this.maxPerClient) {
			client.linedUp = true;
			this.turns.addLast(client);
		}
	}

	private void forgetIfIdle(Client client) {
		if (client.open == 0 && client.waiting.isEmpty()) {
			this.clients.remove(client.address, client);
		}
	}

	/** A call waits no longer. It may have been admitted meanwhile. */
	synchronized void cancelWait(CallGate call, String address) {
		Client client = this.clients.get(address);
		if (client != null && client.waiting.remove(call)) {
			this.waiting--;
			forgetIfIdle(client);
		}
	}

	// A call that waits would be cut off without an answer.
	@EventListener(ContextClosedEvent.class)
	void close() {
		List<CallGate> refused = new ArrayList<>();
		synchronized (this) {
			this.closed = true;
			this.clients.values().forEach((client) -> refused.addAll(client.waiting));
		}
		refused.forEach(CallGate::refuse);
	}

	private synchronized int open() {
		return this.open;
	}

	private synchronized int waiting() {
		return this.waiting;
	}

	private static final class Client {

		private final String address;

		private final Set<CallGate> waiting = new LinkedHashSet<>();

		private int open;

		private boolean linedUp;

		Client(String address) {
			this.address = address;
		}

	}

}
