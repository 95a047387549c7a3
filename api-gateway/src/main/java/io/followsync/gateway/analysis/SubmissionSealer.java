package io.followsync.gateway.analysis;

import io.followsync.credential.CredentialSubject;
import io.followsync.credential.WebSession;
import io.followsync.gateway.access.CapabilityIssuer;
import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.vault.GatewayKeys;

import org.springframework.stereotype.Component;

/** Turns a session into the sealed form that may be stored. */
@Component
record SubmissionSealer(CapabilityIssuer capabilities, GatewayKeys keys) {

	SubmissionStore.Submission seal(WebSession session) {
		JobId job = JobId.next();
		byte[] fingerprint = this.keys.fingerprints().of(session);
		return new SubmissionStore.Submission(job, Lane.ofSession(fingerprint), session.claimedAccount(), fingerprint,
				this.capabilities.issue(job, session.capability()),
				this.keys.credentials().seal(new CredentialSubject.OfJob(job), session));
	}

	Capability open(SubmissionStore.Existing existing) {
		return this.capabilities.open(existing.job(), existing.capability());
	}

}
