package io.followsync.gateway.imports;

import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.job.Lane;

/**
 * An import that begins.
 *
 * @param capabilityHash under which it is found
 * @param sealedCapability bound to the job
 */
public record NewImport(JobId job, Capability capability, byte[] capabilityHash, byte[] sealedCapability) {

	/** An import holds up nothing but itself. */
	public Lane lane() {
		return Lane.ofImport(this.job);
	}

}
