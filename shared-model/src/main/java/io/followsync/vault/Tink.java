package io.followsync.vault;

import java.security.GeneralSecurityException;
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
import com.google.crypto.tink.prf.PrfConfig;

/** The library's primitives, and the kind of keys that this product makes for them. */
final class Tink {

	/** X25519, HKDF-SHA-256, AES-256-GCM: what one side seals, only the other opens. */
	static final Parameters HYBRID = hybrid();

	static {
		try {
			AeadConfig.register();
			HybridConfig.register();
			PrfConfig.register();
		}
		catch (GeneralSecurityException ex) {
			throw new VaultException("no sealing on this machine", ex);
		}
	}

	private Tink() {
	}

	static <P> P primitive(KeysetHandle keyset, Class<P> type) {
		try {
			return keyset.getPrimitive(RegistryConfiguration.get(), type);
		}
		catch (GeneralSecurityException ex) {
			throw new VaultException("a keyset is not one of " + type.getSimpleName() + " keys", ex);
		}
	}

	static KeysetHandle generate(Parameters parameters) {
		try {
			return KeysetHandle.generateNew(parameters);
		}
		catch (GeneralSecurityException ex) {
			throw new VaultException("could not make a key", ex);
		}
	}

	static KeysetHandle publicPart(KeysetHandle keyset) {
		try {
			return keyset.getPublicKeysetHandle();
		}
		catch (GeneralSecurityException ex) {
			throw new VaultException("a keyset has no public keys", ex);
		}
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
		int primary = keyset.getPrimary().getId();
		return IntStream
			.concat(IntStream.of(primary),
					IntStream.range(0, keyset.size()).map((i) -> keyset.getAt(i).getId()).filter((id) -> id != primary))
			.boxed()
			.toList();
	}

	private static Parameters hybrid() {
		try {
			return HpkeParameters.builder()
				.setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
				.setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
				.setAeadId(HpkeParameters.AeadId.AES_256_GCM)
				.setVariant(HpkeParameters.Variant.TINK)
				.build();
		}
		catch (GeneralSecurityException ex) {
			throw new VaultException("no hybrid encryption on this machine", ex);
		}
	}

}
