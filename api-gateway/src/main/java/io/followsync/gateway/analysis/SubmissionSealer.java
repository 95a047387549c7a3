package io.followsync.gateway.analysis;

import io.followsync.credential.CredentialSubject;
import io.followsync.credential.WebSession;
import io.followsync.gateway.access.CapabilityIssuer;
import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.vault.CredentialSealer;
import io.followsync.vault.Fingerprints;

import org.springframework.stereotype.Component;

/** Turns a session into the sealed form that may be stored. */
@Component
class SubmissionSealer {

	private final CapabilityIssuer capabilities;

	private final CredentialSealer credentials;

	private final Fingerprints fingerprints;

	SubmissionSealer(CapabilityIssuer capabilities, CredentialSealer credentials, Fingerprints fingerprints) {
		this.capabilities = capabilities;
		this.credentials = credentials;
		this.fingerprints = fingerprints;
	}

	SubmissionStore.Submission seal(WebSession session) {
		JobId job = JobId.next();
		byte[] fingerprint = this.fingerprints.of(session);
		return new SubmissionStore.Submission(job, Lane.ofSession(fingerprint), session.claimedAccount(), fingerprint,
				this.capabilities.issue(job, session.capability()),
				this.credentials.seal(new CredentialSubject.OfJob(job), session));
	}

	Capability open(SubmissionStore.Existing existing) {
		return this.capabilities.open(existing.job(), existing.capability());
	}

}
