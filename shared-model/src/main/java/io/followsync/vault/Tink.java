package io.followsync.vault;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.prf.PrfConfig;

/** The library's primitives, and the kind of keys that this product makes for them. */
final class Tink {

	/** X25519, HKDF-SHA-256, AES-256-GCM: what one side seals, only the other opens. */
	static final Parameters HYBRID = call("no hybrid encryption on this machine",
			() -> HpkeParameters.builder()
				.setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
				.setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
				.setAeadId(HpkeParameters.AeadId.AES_256_GCM)
				.setVariant(HpkeParameters.Variant.TINK)
				.build());

	static {
		try {
			AeadConfig.register();
			HybridConfig.register();
			MacConfig.register();
			PrfConfig.register();
		}
		catch (GeneralSecurityException ex) {
			throw new VaultException("no sealing on this machine", ex);
		}
	}

	static <P> P primitive(KeysetHandle keyset, Class<P> type) {
		return call("a keyset is not one of " + type.getSimpleName() + " keys",
				() -> keyset.getPrimitive(RegistryConfiguration.get(), type));
	}

	static KeysetHandle generate(Parameters parameters) {
		return call("could not make a key", () -> KeysetHandle.generateNew(parameters));
	}

	static KeysetHandle publicPart(KeysetHandle keyset) {
		return call("a keyset has no public keys", keyset::getPublicKeysetHandle);
	}

	static KeysetHandle parse(String json) throws GeneralSecurityException {
		return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
	}

	/** Fails for a keyset with secrets. */
	static KeysetHandle parsePublic(String json) throws GeneralSecurityException {
		return TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(json);
	}

	static String serialize(KeysetHandle keyset) throws GeneralSecurityException {
		return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
	}

	/** The ids of all keys, starting with the one that seals. */
	static List<Integer> ids(KeysetHandle keyset) {
		return IntStream.range(0, keyset.size())
			.mapToObj(keyset::getAt)
			.sorted(Comparator.comparing((key) -> !key.isPrimary()))
			.map(KeysetHandle.Entry::getId)
			.toList();
	}

	/**
	 * @throws VaultException with this message if the operation fails
	 */
	static <T> T call(String failure, Operation<T> operation) {
		try {
			return operation.call();
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new VaultException(failure, ex);
		}
	}

	/** What the library does, or what is read for it from a file. */
	@FunctionalInterface
	interface Operation<T> {

		T call() throws GeneralSecurityException, IOException;

	}

}
