package io.followsync.gateway.capacity;

import org.springframework.util.unit.DataSize;

/** A capacity that no small test exhausts. */
public final class Roomy {

	public static final Capacity CAPACITY = new Capacity(
			Capacity.MemoryPlan.of(DataSize.ofGigabytes(1).toBytes(), DataSize.ofGigabytes(1).toBytes()), null);

	private Roomy() {
	}

}
