package io.followsync.vault;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.KeysetHandle;
import io.followsync.credential.CredentialSubject;
import io.followsync.credential.WebSession;

/**
 * Opens credentials with keys that only workers have. Every sealed value begins with the
 * number of its key, and that tells in which of the two forms it was sealed: by the
 * public key, or as the previous release does.
 */
public final class CredentialOpener {

	private static final int KEY_PREFIX = Byte.BYTES + Integer.BYTES;

	private final Map<Integer, Sealing.Cipher> ciphers;

	private final Runnable unopened;

	private CredentialOpener(Map<Integer, Sealing.Cipher> ciphers, Runnable unopened) {
		this.ciphers = ciphers;
		this.unopened = unopened;
	}

	static CredentialOpener of(List<KeysetHandle> hybrid, List<KeysetHandle> previous) {
		Map<Integer, Sealing.Cipher> ciphers = new HashMap<>();
		previous.forEach((keyset) -> {
			Aead aead = Tink.primitive(keyset, Aead.class);
			Tink.ids(keyset).forEach((id) -> ciphers.put(id, aead::decrypt));
		});
		hybrid.forEach((keyset) -> {
			HybridDecrypt decrypt = Tink.primitive(keyset, HybridDecrypt.class);
			Tink.ids(keyset).forEach((id) -> ciphers.put(id, decrypt::decrypt));
		});
		return new CredentialOpener(ciphers, () -> {
		});
	}

	/** The same opener, which also calls the listener whenever it cannot open a value. */
	CredentialOpener telling(Runnable listener) {
		return new CredentialOpener(this.ciphers, listener);
	}

	/**
	 * @throws VaultException.UnknownKey if the bytes were sealed under a key that is not
	 * here
	 * @throws VaultException if the bytes were not sealed for this subject
	 */
	public WebSession open(CredentialSubject subject, byte[] sealed) {
		try {
			return Sealing.webSession(Sealing.CREDENTIAL.open(subject.binding(), sealed, cipherOf(sealed)));
		}
		catch (VaultException ex) {
			this.unopened.run();
			throw ex;
		}
	}

	private Sealing.Cipher cipherOf(byte[] sealed) {
		if (sealed.length < KEY_PREFIX) {
			throw new VaultException("could not open sealed bytes: too short");
		}
		int key = ByteBuffer.wrap(sealed).getInt(Byte.BYTES);
		Sealing.Cipher cipher = this.ciphers.get(key);
		if (cipher == null) {
			throw new VaultException.UnknownKey(key);
		}
		return cipher;
	}

}
