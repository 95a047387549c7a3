package io.followsync.gateway.access;

import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.vault.GatewayKeys;

import org.springframework.stereotype.Component;

/** Gives a new job the capability by which {@link Access} finds it again. */
@Component
public class CapabilityIssuer {

	private final GatewayKeys keys;

	CapabilityIssuer(GatewayKeys keys) {
		this.keys = keys;
	}

	/**
	 * What is stored of a capability, which cannot be read from it without the keys of
	 * this service.
	 *
	 * @param hash by which its job is looked up
	 * @param sealed for its job
	 */
	public record Issued(byte[] hash, byte[] sealed) {
	}

	public Issued issue(JobId job, Capability capability) {
		return new Issued(this.keys.fingerprints().of(capability), this.keys.capabilities().seal(job, capability));
	}

	/** A capability that nobody gets: the job is seen by its owner, not by a holder. */
	public Issued issueUndisclosed(JobId job) {
		return issue(job, Capability.random());
	}

	public Capability open(JobId job, byte[] sealed) {
		return this.keys.capabilities().open(job, sealed);
	}

}
