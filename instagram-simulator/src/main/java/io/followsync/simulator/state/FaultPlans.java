package io.followsync.simulator.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.followsync.simulator.faults.Fault;
import io.followsync.simulator.faults.FaultKind;

/**
 * The faults planned for all accounts, those of an account in the order given. Used by
 * one thread at a time.
 */
final class FaultPlans {

	private final Map<Long, Plan> plans = new HashMap<>();

	/** Replaces all faults of the account. */
	void replace(long account, List<Fault> faults) {
		this.plans.put(account, new Plan(List.copyOf(faults), new int[faults.size()]));
	}

	/**
	 * Returns the fault that strikes this request and uses it up once. A fault of the
	 * viewer's session comes before one of the requested list or profile.
	 */
	Optional<FaultKind> strike(Event.RequestArrived request, long viewer, long target) {
		Fault.Target list = request.endpoint().faultTarget();
		// A friendship is read from the viewer's account, not the other person's.
		long account = (request.endpoint() == Endpoint.SHOW) ? viewer : target;
		return strike(viewer, Fault.Target.SESSION, 1)
			.or(() -> (list != null) ? strike(account, list, request.pageNumber()) : Optional.empty());
	}

	private Optional<FaultKind> strike(long account, Fault.Target list, int page) {
		return Optional.ofNullable(this.plans.get(account)).flatMap((plan) -> plan.strike(list, page));
	}

	/** The faults of one account and how often each has struck. */
	private record Plan(List<Fault> faults, int[] strikes) {

		Optional<FaultKind> strike(Fault.Target list, int page) {
			for (int index = 0; index < this.strikes.length; index++) {
				Fault fault = this.faults.get(index);
				if (fault.list() == list && fault.atPage() == page && this.strikes[index] < fault.times()) {
					this.strikes[index]++;
					return Optional.of(fault.kind());
				}
			}
			return Optional.empty();
		}

	}

}
