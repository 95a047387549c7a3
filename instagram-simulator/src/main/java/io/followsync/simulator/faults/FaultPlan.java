package io.followsync.simulator.faults;

import java.util.List;
import java.util.Optional;

/**
 * The faults planned for one account, in the order given. Used by one thread at a time.
 */
public final class FaultPlan {

	private final List<Fault> faults;

	private final int[] spent;

	public FaultPlan(List<Fault> faults) {
		this.faults = List.copyOf(faults);
		this.spent = new int[faults.size()];
	}

	/** Returns the fault that strikes this request and uses it up once. */
	public Optional<FaultKind> strike(FaultyList list, int page) {
		for (int index = 0; index < this.spent.length; index++) {
			Fault fault = this.faults.get(index);
			if (fault.list() == list && fault.atPage() == page && this.spent[index] < fault.times()) {
				this.spent[index]++;
				return Optional.of(fault.kind());
			}
		}
		return Optional.empty();
	}

}
