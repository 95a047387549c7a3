package io.followsync.simulator.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.followsync.simulator.audit.Endpoint;
import io.followsync.simulator.faults.Fault;
import io.followsync.simulator.faults.FaultKind;
import io.followsync.simulator.faults.FaultPlan;
import io.followsync.simulator.faults.FaultyList;

/** The faults planned for all accounts. Used by one thread at a time. */
final class Troubles {

	private final Map<Long, FaultPlan> plans = new HashMap<>();

	void place(long account, List<Fault> faults) {
		this.plans.put(account, new FaultPlan(faults));
	}

	/**
	 * Returns the fault that strikes this request and uses it up once. A fault of the
	 * viewer's session comes before one of the list or profile asked for.
	 */
	Optional<FaultKind> strike(Event.RequestArrived request, long viewer, long target) {
		FaultyList list = request.endpoint().faultyList();
		// A friendship is read from the viewer's account, not the other person's.
		long account = (request.endpoint() == Endpoint.SHOW) ? viewer : target;
		return strike(viewer, FaultyList.SESSION, 1)
			.or(() -> (list != null) ? strike(account, list, request.pageNumber()) : Optional.empty());
	}

	private Optional<FaultKind> strike(long account, FaultyList list, int page) {
		return Optional.ofNullable(this.plans.get(account)).flatMap((plan) -> plan.strike(list, page));
	}

}
