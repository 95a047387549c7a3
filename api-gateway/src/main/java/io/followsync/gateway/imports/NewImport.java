package io.followsync.gateway.imports;

import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.job.Lane;

/**
 * An import at its start.
 *
 * @param capabilityHash by which the job is looked up
 * @param sealedCapability sealed for the job
 * @param clientHash of the address that it comes from
 */
public record NewImport(JobId job, Capability capability, byte[] capabilityHash, byte[] sealedCapability,
		byte[] clientHash) {

	/** Every import has a lane of its own. */
	public Lane lane() {
		return Lane.ofImport(this.job);
	}

}
