package io.followsync.vault;

import java.nio.file.Path;
import java.util.List;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;

/**
 * All keysets of a deployment, those of its gateways apart from those of its workers.
 * Whoever creates or rotates keys has both; no gateway and no worker has.
 */
record DeploymentKeys(KeysetFile.Directory gateway, KeysetFile.Directory worker) {

	static DeploymentKeys below(Path directory) {
		return new DeploymentKeys(new KeysetFile.Directory(directory.resolve("gateway")),
				new KeysetFile.Directory(directory.resolve("worker")));
	}

	/** For one machine and one person: both roles look into the same directory. */
	static DeploymentKeys together(Path directory) {
		return new DeploymentKeys(new KeysetFile.Directory(directory), new KeysetFile.Directory(directory));
	}

	/**
	 * Makes every keyset that is missing; any number of processes may do so at once, and
	 * all end up with the same keys. A deployment of the previous release gets none for
	 * credentials, because its workers could not open what is sealed with it.
	 */
	void createMissing() {
		boolean isNew = !this.gateway.sealing().exists();
		if (isNew) {
			createCredentials();
			publishCredentials();
		}
		make(this.gateway.sessions(), PredefinedPrfParameters.HMAC_SHA256_PRF);
		make(this.gateway.capabilities(), PredefinedPrfParameters.HMAC_SHA256_PRF);
		make(this.gateway.ownerSecrets(), PredefinedPrfParameters.HMAC_SHA256_PRF);
		make(this.gateway.browserSessions(), PredefinedMacParameters.HMAC_SHA256_256BITTAG);
		// Last, so that a new deployment is told from one of the previous release.
		make(this.gateway.sealing(), PredefinedAeadParameters.AES256_GCM);
	}

	/** Gives workers the keys for credentials; gateways do not seal with them yet. */
	void createCredentials() {
		// In this order: another process may be making both, the private ones first.
		boolean isPublished = this.gateway.credentialsPublic().exists();
		if (isPublished && !this.worker.credentialsPrivate().exists()) {
			throw new VaultException("no %s for the public keys in %s"
				.formatted(this.worker.credentialsPrivate().path(), this.gateway.credentialsPublic().path()));
		}
		make(this.worker.credentialsPrivate(), Tink.HYBRID);
	}

	/** Gives gateways the public part of the workers' keys. */
	void publishCredentials() {
		KeysetHandle published = Tink.publicPart(this.worker.credentialsPrivate().read());
		if (!this.gateway.credentialsPublic().exists()) {
			this.gateway.credentialsPublic().writeIfMissing(published);
		}
		else if (!Tink.ids(this.gateway.credentialsPublic().readPublic()).equals(Tink.ids(published))) {
			this.gateway.credentialsPublic().replace(published);
		}
	}

	/**
	 * Splits a directory of the previous release, in which both services had all keys:
	 * gateways get all of them, workers the one that opens.
	 */
	void takeOver(KeysetFile.Directory previous) {
		if (!previous.sealing().exists() || this.gateway.sealing().exists()) {
			return;
		}
		copy(previous.sealing(), this.worker.sealing());
		copy(previous.sessions(), this.gateway.sessions());
		copy(previous.capabilities(), this.gateway.capabilities());
		copy(previous.sealing(), this.gateway.sealing());
	}

	Rotation rotated(String purpose) {
		return switch (purpose) {
			case "capabilities" -> new Rotation(this.gateway.sealing(), PredefinedAeadParameters.AES256_GCM, () -> {
			});
			case "browser-sessions" ->
				new Rotation(this.gateway.browserSessions(), PredefinedMacParameters.HMAC_SHA256_256BITTAG, () -> {
				});
			case "credentials" -> new Rotation(this.worker.credentialsPrivate(), Tink.HYBRID, this::publishCredentials);
			default -> throw new VaultException("no keys for \"%s\" are rotated".formatted(purpose));
		};
	}

	List<String> described() {
		return List.of(line("gateways seal capabilities with", this.gateway.sealing()),
				line("gateways sign browser sessions with", this.gateway.browserSessions()),
				line("gateways seal credentials with", this.gateway.credentialsPublic()),
				line("workers open credentials with", this.worker.credentialsPrivate()),
				line("workers open credentials of the previous release with", this.worker.sealing()));
	}

	private static String line(String use, KeysetFile keyset) {
		return "%s: %s".formatted(use,
				keyset.exists() ? Tink.ids(keyset.read()).stream().map(Integer::toUnsignedString).toList() : "no key");
	}

	private static void make(KeysetFile file, Parameters parameters) {
		if (!file.exists()) {
			file.writeIfMissing(Tink.generate(parameters));
		}
	}

	private static void copy(KeysetFile from, KeysetFile to) {
		to.writeIfMissing(from.read());
	}

	/**
	 * A keyset whose keys rotate in steps: whoever opens (or verifies) learns the new key
	 * before anybody seals (or signs) with it, and old keys are removed only once nothing
	 * is sealed under them. The keysets that hash values for look-up never change their
	 * only key.
	 *
	 * @param publish what follows once the sealing key may have changed
	 */
	record Rotation(KeysetFile file, Parameters parameters, Runnable publish) {

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
			this.file.replace(Tink.call("could not change " + this.file.path(), changed::build));
		}

	}

}
