package io.followsync.vault;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;

/**
 * The three Tink keysets of a deployment, JSON files in one directory:
 * {@code sealing.json} (AES-256-GCM), {@code sessions.json} and {@code capabilities.json}
 * (HMAC-SHA-256 PRF).
 */
public final class Keyring {

	static final String SEALING = "sealing.json";

	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

	private final Vault vault;

	private final Fingerprints fingerprints;

	private Keyring(Vault vault, Fingerprints fingerprints) {
		this.vault = vault;
		this.fingerprints = fingerprints;
	}

	/**
	 * @param createMissing whether to create missing keysets; any number of processes may
	 * do so at once, and all end up with the same keys
	 * @throws VaultException if a keyset is missing or unreadable
	 */
	public static Keyring load(Path directory, boolean createMissing) {
		try {
			AeadConfig.register();
			PrfConfig.register();
			KeysetHandle sealing = keyset(directory, SEALING, PredefinedAeadParameters.AES256_GCM, createMissing);
			KeysetHandle sessions = keyset(directory, "sessions.json", PredefinedPrfParameters.HMAC_SHA256_PRF,
					createMissing);
			KeysetHandle capabilities = keyset(directory, "capabilities.json", PredefinedPrfParameters.HMAC_SHA256_PRF,
					createMissing);
			return new Keyring(new Vault(sealing.getPrimitive(RegistryConfiguration.get(), Aead.class)),
					new Fingerprints(sessions.getPrimitive(RegistryConfiguration.get(), PrfSet.class),
							capabilities.getPrimitive(RegistryConfiguration.get(), PrfSet.class)));
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new VaultException("no usable keys in " + directory, ex);
		}
	}

	public Vault vault() {
		return this.vault;
	}

	public Fingerprints fingerprints() {
		return this.fingerprints;
	}

	private static KeysetHandle keyset(Path directory, String name, Parameters parameters, boolean createMissing)
			throws GeneralSecurityException, IOException {
		Path file = directory.resolve(name);
		if (createMissing && Files.notExists(file)) {
			create(directory, file, KeysetHandle.generateNew(parameters));
		}
		return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());
	}

	// Written to a draft, then linked into place: the first process wins, and no process
	// reads half a file.
	private static void create(Path directory, Path file, KeysetHandle keyset)
			throws GeneralSecurityException, IOException {
		Files.createDirectories(directory);
		Path draft = Files.createTempFile(directory, "keyset", ".draft", ownerOnly(directory));
		try {
			KeyFiles.write(draft, keyset);
			Files.createLink(file, draft);
		}
		catch (FileAlreadyExistsException ex) {
			// Another process was first; its keys are used.
		}
		catch (UnsupportedOperationException ex) {
			Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(draft);
		}
		KeyFiles.force(directory);
	}

	static FileAttribute<?>[] ownerOnly(Path place) {
		boolean posix = place.getFileSystem().supportedFileAttributeViews().contains("posix");
		return posix ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(OWNER_ONLY) }
				: new FileAttribute<?>[0];
	}

}
