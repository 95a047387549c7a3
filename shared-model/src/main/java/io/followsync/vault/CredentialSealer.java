package io.followsync.vault;

import io.followsync.credential.CredentialSubject;
import io.followsync.credential.WebSession;

/** Seals credentials, each bound to its subject. A gateway seals and never opens. */
public final class CredentialSealer {

	private final Sealing.Cipher cipher;

	private final boolean forWorkersOnly;

	CredentialSealer(Sealing.Cipher cipher, boolean forWorkersOnly) {
		this.cipher = cipher;
		this.forWorkersOnly = forWorkersOnly;
	}

	public byte[] seal(CredentialSubject subject, WebSession session) {
		return Sealing.CREDENTIAL.seal(subject.binding(), Sealing.textOf(session), this.cipher);
	}

	/**
	 * Whether only workers can open what this seals. False while the gateways have no
	 * public keyset and seal as the previous release does, under a key that opens, too.
	 */
	public boolean isForWorkersOnly() {
		return this.forWorkersOnly;
	}

}
