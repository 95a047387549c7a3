package io.followsync.vault;

import java.security.GeneralSecurityException;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;

/**
 * A keyset whose keys rotate in steps: whoever opens learns the new key before anybody
 * seals with it, and old keys are removed only once nothing is sealed under them. The
 * keysets that hash values for look-up never change their only key.
 *
 * @param publish what follows once the sealing key may have changed
 */
record RotatedKeyset(KeysetFile file, Parameters parameters, Runnable publish) {

	/** Adds a key that opens but does not seal yet. */
	void add() {
		KeysetHandle.Builder changed = KeysetHandle.newBuilder(this.file.read());
		changed.addEntry(KeysetHandle.generateEntryFromParameters(this.parameters).withRandomId());
		replace(changed);
	}

	/** Seals with the newest key from now on. */
	void useNewest() {
		KeysetHandle.Builder changed = KeysetHandle.newBuilder(this.file.read());
		changed.getAt(changed.size() - 1).makePrimary();
		replace(changed);
		this.publish.run();
	}

	/** Removes all keys except the one that seals. */
	void dropOthers() {
		KeysetHandle.Builder changed = KeysetHandle.newBuilder(this.file.read());
		for (int i = changed.size() - 1; i >= 0; i--) {
			if (!changed.getAt(i).isPrimary()) {
				changed.deleteAt(i);
			}
		}
		replace(changed);
		this.publish.run();
	}

	private void replace(KeysetHandle.Builder changed) {
		try {
			this.file.replace(changed.build());
		}
		catch (GeneralSecurityException ex) {
			throw new VaultException("could not change " + this.file.path(), ex);
		}
	}

}
