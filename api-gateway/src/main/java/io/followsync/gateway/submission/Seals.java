package io.followsync.gateway.submission;

import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.session.WebSession;
import io.followsync.vault.Fingerprints;
import io.followsync.vault.Vault;

import org.springframework.stereotype.Component;

/** Turns a session into the sealed form that may be stored. */
@Component
class Seals {

	private final Vault vault;

	private final Fingerprints fingerprints;

	Seals(Vault vault, Fingerprints fingerprints) {
		this.vault = vault;
		this.fingerprints = fingerprints;
	}

	Submission seal(WebSession session) {
		JobId job = JobId.next();
		byte[] fingerprint = this.fingerprints.of(session);
		Capability capability = session.capability();
		return new Submission(job, Lane.ofSession(fingerprint), session.claimedAccount(), fingerprint,
				this.fingerprints.of(capability), this.vault.seal(job, capability), this.vault.seal(job, session));
	}

	Capability open(SubmissionStore.Existing existing) {
		return this.vault.openCapability(existing.job(), existing.capability());
	}

}
