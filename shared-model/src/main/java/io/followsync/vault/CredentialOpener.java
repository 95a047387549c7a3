package io.followsync.vault;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

	private final Map<Integer, Sealing.Cipher> ciphers = new HashMap<>();

	private final Runnable onUnopened;

	private CredentialOpener(List<KeysetHandle> hybrid, List<KeysetHandle> previous, Runnable onUnopened) {
		previous.forEach((keyset) -> {
			Aead aead = Tink.primitive(keyset, Aead.class);
			Tink.ids(keyset).forEach((id) -> this.ciphers.put(id, aead::decrypt));
		});
		hybrid.forEach((keyset) -> {
			HybridDecrypt decrypt = Tink.primitive(keyset, HybridDecrypt.class);
			Tink.ids(keyset).forEach((id) -> this.ciphers.put(id, decrypt::decrypt));
		});
		this.onUnopened = onUnopened;
	}

	/**
	 * As {@link GatewayKeys#load}.
	 * @throws VaultException if there is no keyset that opens credentials, or one is
	 * unreadable
	 */
	public static CredentialOpener load(Path directory, boolean createMissing, Runnable onUnopened) {
		if (createMissing) {
			DeploymentKeys.together(directory).createMissing();
		}
		KeysetFile.Directory keys = new KeysetFile.Directory(directory);
		List<KeysetHandle> previous = existing(keys.sealing());
		// One of the two is needed: where there is neither, the first is said to be
		// missing.
		List<KeysetHandle> hybrid = previous.isEmpty() ? List.of(keys.credentialsPrivate().read())
				: existing(keys.credentialsPrivate());
		return new CredentialOpener(hybrid, previous, onUnopened);
	}

	private static List<KeysetHandle> existing(KeysetFile file) {
		return Stream.of(file).filter(KeysetFile::exists).map(KeysetFile::read).toList();
	}

	/**
	 * @throws VaultException.UnknownKey if the bytes were sealed under a key that is not
	 * here
	 * @throws VaultException if the bytes were not sealed for this subject
	 */
	public WebSession open(CredentialSubject subject, byte[] sealed) {
		return Sealing.webSession(Sealing.CREDENTIAL.open(subject.binding(), sealed, this::decrypt, this.onUnopened));
	}

	private byte[] decrypt(byte[] sealed, byte[] boundTo) throws GeneralSecurityException {
		if (sealed.length < KEY_PREFIX) {
			throw new VaultException("could not open sealed bytes: too short");
		}
		int key = ByteBuffer.wrap(sealed).getInt(Byte.BYTES);
		Sealing.Cipher cipher = this.ciphers.get(key);
		if (cipher == null) {
			throw new VaultException.UnknownKey(key);
		}
		return cipher.apply(sealed, boundTo);
	}

}
