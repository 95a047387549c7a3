package io.followsync.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.KeysetHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tries every key of one service on what the other is for. The service's own classes are
 * not asked: whoever has taken a service over has its files.
 */
class SeparatedKeysTests extends AbstractKeysTests {

	private GatewayKeys gateway;

	@BeforeEach
	void create() {
		keys("create");
		this.gateway = gateway();
	}

	@Test
	void noKeyOfAGatewayOpensACredential() throws IOException {
		byte[] sealed = this.gateway.credentials().seal(this.subject, this.session);

		assertThat(ciphers("worker")).as("keys that open something").hasSize(1);
		assertThat(opened("worker", sealed, "credential:")).contains(this.session.sessionId());
		assertThat(ciphers("gateway")).isNotEmpty();
		assertThat(opened("gateway", sealed, "credential:")).isEmpty();
	}

	@Test
	void noKeyOfAWorkerOpensACapability() throws IOException {
		byte[] sealed = this.gateway.capabilities().seal(this.job, this.capability);

		assertThat(opened("gateway", sealed, "capability:")).isEqualTo(this.capability.value());
		assertThat(opened("worker", sealed, "capability:")).isEmpty();
	}

	@Test
	void workersHaveNoLookUpKeys() throws IOException {
		assertThat(names("worker")).containsExactly("credentials-private.json");
		assertThat(names("gateway")).containsExactly("browser-sessions.json", "capabilities.json",
				"credentials-public.json", "owner-secrets.json", "sealing.json", "sessions.json");
	}

	private String opened(String service, byte[] sealed, String purpose) throws IOException {
		for (Sealing.Cipher cipher : ciphers(service)) {
			try {
				return new String(cipher.apply(sealed, (purpose + this.job).getBytes(StandardCharsets.UTF_8)),
						StandardCharsets.UTF_8);
			}
			catch (GeneralSecurityException ex) {
				// Not this one.
			}
		}
		return "";
	}

	private List<Sealing.Cipher> ciphers(String service) throws IOException {
		List<Sealing.Cipher> ciphers = new ArrayList<>();
		for (String name : names(service)) {
			KeysetHandle keyset = new KeysetFile(this.keys.resolve(service), name).read();
			attempt(() -> ciphers.add(Tink.primitive(keyset, Aead.class)::decrypt));
			attempt(() -> ciphers.add(Tink.primitive(keyset, HybridDecrypt.class)::decrypt));
		}
		return ciphers;
	}

	private static void attempt(Runnable use) {
		try {
			use.run();
		}
		catch (VaultException ex) {
			// A keyset of another kind.
		}
	}

	private List<String> names(String service) throws IOException {
		try (Stream<Path> files = Files.list(this.keys.resolve(service))) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

}
