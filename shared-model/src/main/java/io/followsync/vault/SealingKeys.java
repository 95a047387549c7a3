package io.followsync.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;

/**
 * The keyset that seals credentials, as a file. Its keys rotate in steps: every replica
 * learns the new key before any seals with it, and old keys are removed only once nothing
 * is sealed under them. The other keysets hash values for look-up, so their only key
 * never changes.
 */
final class SealingKeys {

	private final Path directory;

	private final Path file;

	private SealingKeys(Path directory) {
		this.directory = directory;
		this.file = directory.resolve(Keyring.SEALING);
	}

	static SealingKeys in(Path directory) {
		try {
			AeadConfig.register();
		}
		catch (GeneralSecurityException ex) {
			throw new VaultException("no sealing on this machine", ex);
		}
		return new SealingKeys(directory);
	}

	/** The ids of all keys, starting with the one that seals. */
	List<Integer> ids() {
		KeysetHandle keys = read();
		int primary = keys.getPrimary().getId();
		return IntStream
			.concat(IntStream.of(primary),
					IntStream.range(0, keys.size()).map((i) -> keys.getAt(i).getId()).filter((id) -> id != primary))
			.boxed()
			.toList();
	}

	/** Adds a key that opens but does not seal yet. */
	void add() {
		KeysetHandle.Builder changed = KeysetHandle.newBuilder(read());
		changed.addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM).withRandomId());
		write(changed);
	}

	/** Seals with the newest key from now on. */
	void useNewest() {
		KeysetHandle.Builder changed = KeysetHandle.newBuilder(read());
		changed.getAt(changed.size() - 1).makePrimary();
		write(changed);
	}

	/** Removes all keys except the one that seals. */
	void dropOthers() {
		KeysetHandle.Builder changed = KeysetHandle.newBuilder(read());
		for (int i = changed.size() - 1; i >= 0; i--) {
			if (!changed.getAt(i).isPrimary()) {
				changed.deleteAt(i);
			}
		}
		write(changed);
	}

	private KeysetHandle read() {
		try {
			return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(this.file), InsecureSecretKeyAccess.get());
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new VaultException("no usable keys in " + this.file, ex);
		}
	}

	// Written beside the file, then moved into its place: a crash leaves the old or the
	// new keyset, never half of one.
	private void write(KeysetHandle.Builder changed) {
		try {
			Path draft = Files.createTempFile(this.directory, "keyset", ".draft", Keyring.ownerOnly(this.file));
			KeyFiles.write(draft, changed.build());
			Files.move(draft, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			KeyFiles.force(this.directory);
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new VaultException("could not write " + this.file, ex);
		}
	}

}
