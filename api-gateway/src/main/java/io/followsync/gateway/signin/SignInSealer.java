package io.followsync.gateway.signin;

import java.util.Optional;
import java.util.UUID;

import io.followsync.account.OwnerId;
import io.followsync.credential.CredentialSubject;
import io.followsync.credential.WebSession;
import io.followsync.gateway.access.CapabilityIssuer;
import io.followsync.gateway.signin.SignInStore.NewSignIn;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.vault.GatewayKeys;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Turns a session into the sealed forms that may be stored: one for the job that proves
 * it, one for the account that it claims, since a gateway cannot open the first to make
 * the second.
 */
@Component
record SignInSealer(CapabilityIssuer capabilities, GatewayKeys keys, SignIns.Limits limits) {

	NewSignIn seal(WebSession session, String secret, Optional<OwnerId> requestedBy) {
		JobId job = JobId.next();
		CredentialSubject account = new CredentialSubject.OfAccount(session.claimedAccount());
		return new NewSignIn(UUID.randomUUID(), this.keys.fingerprints().ofSignIn(secret), job,
				Lane.ofSession(this.keys.fingerprints().of(session)), session.claimedAccount(),
				this.capabilities.issueUndisclosed(job),
				this.keys.credentials().seal(new CredentialSubject.OfJob(job), session),
				this.keys.credentials().seal(account, session), requestedBy.orElse(null), Secrets.code(),
				this.limits.lifetime());
	}

	/** By which a sign-in is looked up; empty for what cannot be a secret. */
	Mono<byte[]> hash(String secret) {
		return Mono.just(secret).filter(Secrets::isOfSignIn).map(this.keys.fingerprints()::ofSignIn);
	}

}
