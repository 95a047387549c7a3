package io.followsync.vault;

import java.nio.file.Path;
import java.security.GeneralSecurityException;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.prf.PrfSet;
import io.followsync.credential.CredentialSubject;
import io.followsync.credential.WebSession;
import io.followsync.job.Capability;
import io.followsync.job.JobId;

/**
 * What a gateway does with keys: it hashes sessions, capabilities and owners' secrets,
 * seals and opens capabilities, signs browser sessions, and seals credentials, which it
 * cannot open.
 */
public record GatewayKeys(Fingerprints fingerprints, CapabilityVault capabilities, SessionSigner sessions,
		CredentialSealer credentials) {

	/**
	 * @param createMissing whether to create the missing keysets of a deployment whose
	 * services share this directory
	 * @param onUnopened called for every value that cannot be opened
	 * @throws VaultException if a keyset is missing or unreadable
	 */
	public static GatewayKeys load(Path directory, boolean createMissing, Runnable onUnopened) {
		if (createMissing) {
			DeploymentKeys.together(directory).createMissing();
		}
		KeysetFile.Directory keys = new KeysetFile.Directory(directory);
		Aead sealing = Tink.primitive(keys.sealing().read(), Aead.class);
		return new GatewayKeys(
				new Fingerprints(prf(keys.sessions()), prf(keys.capabilities()), prf(keys.ownerSecrets())),
				new CapabilityVault(sealing, onUnopened),
				new SessionSigner(Tink.primitive(keys.browserSessions().read(), Mac.class)), sealer(keys, sealing));
	}

	private static CredentialSealer sealer(KeysetFile.Directory keys, Aead sealing) {
		if (!keys.credentialsPublic().exists()) {
			return new CredentialSealer(sealing::encrypt, false);
		}
		KeysetHandle published = keys.credentialsPublic().readPublic();
		return new CredentialSealer(Tink.primitive(published, HybridEncrypt.class)::encrypt, true);
	}

	private static PrfSet prf(KeysetFile file) {
		return Tink.primitive(file.read(), PrfSet.class);
	}

	/**
	 * Seals capabilities with AES-256-GCM under keys that only gateways have. A value
	 * sealed for a job opens only for that job.
	 */
	public static final class CapabilityVault {

		private final Aead aead;

		private final Runnable onUnopened;

		private CapabilityVault(Aead aead, Runnable onUnopened) {
			this.aead = aead;
			this.onUnopened = onUnopened;
		}

		public byte[] seal(JobId job, Capability capability) {
			return Sealing.CAPABILITY.seal(job.toString(), capability.value(), this.aead::encrypt);
		}

		/**
		 * @throws VaultException if the bytes were not sealed for this job, or were
		 * sealed under a key that is gone
		 */
		public Capability open(JobId job, byte[] sealed) {
			return new Capability(Sealing.CAPABILITY.open(job.toString(), sealed, this.aead::decrypt, this.onUnopened));
		}

	}

	/** Signs what the cookies of browser sessions say, with HMAC-SHA-256. */
	public static final class SessionSigner {

		/** The length of every signature. */
		public static final int SIGNATURE_BYTES = 37;

		private final Mac mac;

		private SessionSigner(Mac mac) {
			this.mac = mac;
		}

		public byte[] sign(byte[] statement) {
			return Tink.call("could not sign", () -> this.mac.computeMac(statement));
		}

		/**
		 * Whether a gateway of this deployment signed it; its time tells nothing more.
		 */
		public boolean isSigned(byte[] statement, byte[] signature) {
			try {
				this.mac.verifyMac(signature, statement);
				return true;
			}
			catch (GeneralSecurityException ex) {
				return false;
			}
		}

	}

	/** Seals credentials, each bound to its subject. */
	public static final class CredentialSealer {

		private final Sealing.Cipher cipher;

		private final boolean forWorkersOnly;

		private CredentialSealer(Sealing.Cipher cipher, boolean forWorkersOnly) {
			this.cipher = cipher;
			this.forWorkersOnly = forWorkersOnly;
		}

		public byte[] seal(CredentialSubject subject, WebSession session) {
			return Sealing.CREDENTIAL.seal(subject.binding(), Sealing.textOf(session), this.cipher);
		}

		/**
		 * Whether only workers can open what this seals. False while the gateways have no
		 * public keyset and seal as the previous release does, under a key that opens,
		 * too.
		 */
		public boolean isForWorkersOnly() {
			return this.forWorkersOnly;
		}

	}

}
