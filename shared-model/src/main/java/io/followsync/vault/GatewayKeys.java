package io.followsync.vault;

import java.nio.file.Path;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.prf.PrfSet;

/**
 * What a gateway does with keys: it hashes sessions and capabilities, seals and opens
 * capabilities, and seals credentials, which it cannot open.
 */
public record GatewayKeys(Fingerprints fingerprints, CapabilityVault capabilities, CredentialSealer credentials) {

	/**
	 * @param createMissing whether to create the missing keysets of a deployment whose
	 * services share this directory
	 * @throws VaultException if a keyset is missing or unreadable
	 */
	public static GatewayKeys load(Path directory, boolean createMissing) {
		if (createMissing) {
			DeploymentKeys.together(directory).createMissing();
		}
		KeyDirectory keys = new KeyDirectory(directory);
		Aead sealing = Tink.primitive(keys.sealing().read(), Aead.class);
		return new GatewayKeys(new Fingerprints(prf(keys.sessions()), prf(keys.capabilities())),
				new CapabilityVault(sealing), sealer(keys, sealing));
	}

	/** The same keys, which also call the listener whenever they cannot open a value. */
	public GatewayKeys telling(Runnable listener) {
		return new GatewayKeys(this.fingerprints, this.capabilities.telling(listener), this.credentials);
	}

	private static CredentialSealer sealer(KeyDirectory keys, Aead sealing) {
		if (!keys.credentialsPublic().exists()) {
			return new CredentialSealer(sealing::encrypt, false);
		}
		KeysetHandle published = keys.credentialsPublic().readPublic();
		return new CredentialSealer(Tink.primitive(published, HybridEncrypt.class)::encrypt, true);
	}

	private static PrfSet prf(KeysetFile file) {
		return Tink.primitive(file.read(), PrfSet.class);
	}

}
