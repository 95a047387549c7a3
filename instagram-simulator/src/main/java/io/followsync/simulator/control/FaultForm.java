package io.followsync.simulator.control;

import io.followsync.simulator.faults.Fault;
import io.followsync.simulator.faults.FaultKind;
import io.followsync.simulator.faults.FaultyList;
import org.jspecify.annotations.Nullable;

/** A fault as the control API accepts it; by default it strikes the first page once. */
record FaultForm(@Nullable FaultyList list, @Nullable Integer atPage, @Nullable Integer times,
		@Nullable FaultKind kind) {

	Fault fault() {
		if (this.list == null || this.kind == null) {
			throw new IllegalArgumentException("a fault needs a list and a kind");
		}
		return new Fault(this.list, (this.atPage != null) ? this.atPage : 1, (this.times != null) ? this.times : 1,
				this.kind);
	}

}
