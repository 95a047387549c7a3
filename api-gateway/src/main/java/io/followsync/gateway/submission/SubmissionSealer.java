package io.followsync.gateway.submission;

import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.session.WebSession;
import io.followsync.vault.CapabilityVault;
import io.followsync.vault.CredentialSealer;
import io.followsync.vault.Fingerprints;

import org.springframework.stereotype.Component;

/** Turns a session into the sealed form that may be stored. */
@Component
class SubmissionSealer {

	private final CapabilityVault capabilities;

	private final CredentialSealer credentials;

	private final Fingerprints fingerprints;

	SubmissionSealer(CapabilityVault capabilities, CredentialSealer credentials, Fingerprints fingerprints) {
		this.capabilities = capabilities;
		this.credentials = credentials;
		this.fingerprints = fingerprints;
	}

	Submission seal(WebSession session) {
		JobId job = JobId.next();
		byte[] fingerprint = this.fingerprints.of(session);
		Capability capability = session.capability();
		return new Submission(job, Lane.ofSession(fingerprint), session.claimedAccount(), fingerprint,
				this.fingerprints.of(capability), this.capabilities.seal(job, capability),
				this.credentials.seal(job, session));
	}

	Capability open(SubmissionStore.Existing existing) {
		return this.capabilities.open(existing.job(), existing.capability());
	}

}
