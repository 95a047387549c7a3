package io.followsync.vault;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.google.crypto.tink.KeysetHandle;

/** What a worker does with keys: it opens credentials. */
public record WorkerKeys(CredentialOpener credentials) {

	/**
	 * @param createMissing whether to create the missing keysets of a deployment whose
	 * services share this directory
	 * @throws VaultException if there is no keyset that opens credentials, or one is
	 * unreadable
	 */
	public static WorkerKeys load(Path directory, boolean createMissing) {
		if (createMissing) {
			DeploymentKeys.together(directory).createMissing();
		}
		KeyDirectory keys = new KeyDirectory(directory);
		List<KeysetHandle> previous = existing(keys.sealing());
		// One of the two is needed: where there is neither, the first is said to be
		// missing.
		List<KeysetHandle> hybrid = previous.isEmpty() ? List.of(keys.credentialsPrivate().read())
				: existing(keys.credentialsPrivate());
		return new WorkerKeys(CredentialOpener.of(hybrid, previous));
	}

	/** The same keys, which also call the listener whenever they cannot open a value. */
	public WorkerKeys telling(Runnable listener) {
		return new WorkerKeys(this.credentials.telling(listener));
	}

	private static List<KeysetHandle> existing(KeysetFile file) {
		return Stream.of(file).filter(KeysetFile::exists).map(KeysetFile::read).toList();
	}

}
