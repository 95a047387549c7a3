package io.followsync.vault;

import java.nio.file.Path;

/** The keysets of one role, gateway or worker, as files of one directory. */
record KeyDirectory(Path path) {

	/** Keyed hash of sessions. */
	KeysetFile sessions() {
		return file("sessions.json");
	}

	/** Keyed hash of capabilities. */
	KeysetFile capabilities() {
		return file("capabilities.json");
	}

	/**
	 * Seals capabilities. The previous release seals credentials with it, too; a worker
	 * has it only to open those.
	 */
	KeysetFile sealing() {
		return file("sealing.json");
	}

	/** Seals credentials. */
	KeysetFile credentialsPublic() {
		return file("credentials-public.json");
	}

	/** Opens credentials. */
	KeysetFile credentialsPrivate() {
		return file("credentials-private.json");
	}

	private KeysetFile file(String name) {
		return new KeysetFile(this.path, name);
	}

}
