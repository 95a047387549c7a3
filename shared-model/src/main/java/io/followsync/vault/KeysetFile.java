package io.followsync.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;

import com.google.crypto.tink.KeysetHandle;

/**
 * A Tink keyset in a JSON file that only its owner may read. Writing returns once the
 * file is on disk, because what is sealed under its keys may be there at once.
 */
record KeysetFile(Path directory, String name) {

	private static final String UNUSABLE = "no usable keys in ";

	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

	Path path() {
		return this.directory.resolve(this.name);
	}

	boolean exists() {
		return Files.exists(path());
	}

	KeysetHandle read() {
		return Tink.call(UNUSABLE + path(), () -> Tink.parse(Files.readString(path())));
	}

	/**
	 * Reads a keyset of public keys.
	 * @throws VaultException if the file holds a secret, too
	 */
	KeysetHandle readPublic() {
		return Tink.call(UNUSABLE + path(), () -> Tink.parsePublic(Files.readString(path())));
	}

	/**
	 * Writes the keyset unless there is one: of processes that do so at once, the first
	 * one's is kept, and none reads half a file.
	 */
	void writeIfMissing(KeysetHandle keyset) {
		try {
			Files.createDirectories(this.directory);
			Path draft = draft(keyset);
			try {
				Files.createLink(path(), draft);
			}
			catch (FileAlreadyExistsException ex) {
				// Another process was first; its keys are used.
			}
			catch (UnsupportedOperationException ex) {
				Files.move(draft, path(), StandardCopyOption.ATOMIC_MOVE);
			}
			finally {
				Files.deleteIfExists(draft);
			}
			forceDirectory();
		}
		catch (GeneralSecurityException | IOException ex) {
			throw unwritable(ex);
		}
	}

	/** A crash leaves the old or the new keyset, never half of one. */
	void replace(KeysetHandle keyset) {
		try {
			Files.createDirectories(this.directory);
			Path draft = draft(keyset);
			Files.move(draft, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			forceDirectory();
		}
		catch (GeneralSecurityException | IOException ex) {
			throw unwritable(ex);
		}
	}

	private Path draft(KeysetHandle keyset) throws GeneralSecurityException, IOException {
		Path draft = Files.createTempFile(this.directory, "keyset", ".draft", ownerOnly());
		return Files.writeString(draft, Tink.serialize(keyset), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
	}

	// Windows does not open directories.
	private void forceDirectory() throws IOException {
		if (isPosix()) {
			try (FileChannel channel = FileChannel.open(this.directory, StandardOpenOption.READ)) {
				channel.force(true);
			}
		}
	}

	private FileAttribute<?>[] ownerOnly() {
		return isPosix() ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(OWNER_ONLY) }
				: new FileAttribute<?>[0];
	}

	private boolean isPosix() {
		return this.directory.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

	private VaultException unwritable(Exception cause) {
		return new VaultException("could not write " + path(), cause);
	}

	/**
	 * The keysets of one role, gateway or worker, as files of one directory. Those of
	 * sessions (of Instagram), capabilities and owners' secrets hash them.
	 */
	record Directory(Path path) {

		KeysetFile sessions() {
			return file("sessions.json");
		}

		KeysetFile capabilities() {
			return file("capabilities.json");
		}

		/**
		 * Seals capabilities. The previous release seals credentials with it, too; a
		 * worker has it only to open those.
		 */
		KeysetFile sealing() {
			return file("sealing.json");
		}

		/** Hashes access tokens and the secrets of sign-ins. */
		KeysetFile ownerSecrets() {
			return file("owner-secrets.json");
		}

		/** Signs the cookies of browser sessions. */
		KeysetFile browserSessions() {
			return file("browser-sessions.json");
		}

		KeysetFile credentialsPublic() {
			return file("credentials-public.json");
		}

		KeysetFile credentialsPrivate() {
			return file("credentials-private.json");
		}

		private KeysetFile file(String name) {
			return new KeysetFile(this.path, name);
		}

	}

}
