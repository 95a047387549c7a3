package io.followsync.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * From the one keyset of the previous release, which both services have, to keysets of
 * their own. Its workers open with {@code sealing.json} and nothing else.
 */
class PreviousReleaseKeysTests extends AbstractKeysTests {

	private CredentialOpener previousWorker;

	@BeforeEach
	void makeKeysOfThePreviousRelease() {
		KeysetFile.Directory previous = new KeysetFile.Directory(this.keys);
		previous.sealing().writeIfMissing(Tink.generate(PredefinedAeadParameters.AES256_GCM));
		previous.sessions().writeIfMissing(Tink.generate(PredefinedPrfParameters.HMAC_SHA256_PRF));
		previous.capabilities().writeIfMissing(Tink.generate(PredefinedPrfParameters.HMAC_SHA256_PRF));
		this.previousWorker = CredentialOpener.load(this.keys, false, this.unopened::incrementAndGet);
	}

	@Test
	void servicesStartOnThemAndSealAsItsWorkersOpen() {
		for (boolean createMissing : List.of(true, false)) {
			GatewayKeys.CredentialSealer sealer = GatewayKeys.load(this.keys, createMissing, Assertions::fail)
				.credentials();
			byte[] sealed = sealer.seal(this.subject, this.session);

			assertThat(sealer.isForWorkersOnly()).isFalse();
			assertThat(this.previousWorker.open(this.subject, sealed)).isEqualTo(this.session);
			assertThat(CredentialOpener.load(this.keys, createMissing, Assertions::fail).open(this.subject, sealed))
				.isEqualTo(this.session);
		}
	}

	@Test
	void everyReplicaOpensWhatIsSealedWhileKeysSeparate() throws IOException {
		GatewayKeys previousGateway = GatewayKeys.load(this.keys, true, Assertions::fail);
		byte[] old = previousGateway.credentials().seal(this.subject, this.session);
		byte[] oldCapability = previousGateway.capabilities().seal(this.job, this.capability);

		keys("create");
		assertThat(this.previousWorker.open(this.subject, seal())).as("after create").isEqualTo(this.session);
		assertThat(worker().open(this.subject, old)).isEqualTo(this.session);
		assertThat(gateway().capabilities().open(this.job, oldCapability)).isEqualTo(this.capability);

		CredentialOpener notRestartedYet = worker();
		keys("create-credentials");
		assertThat(notRestartedYet.open(this.subject, seal())).as("after create-credentials").isEqualTo(this.session);
		CredentialOpener restarted = worker();

		keys("publish-credentials");
		assertThat(gateway().credentials().isForWorkersOnly()).isTrue();
		assertThat(restarted.open(this.subject, seal())).as("after publish-credentials").isEqualTo(this.session);
		assertThat(restarted.open(this.subject, old)).isEqualTo(this.session);
		assertThatExceptionOfType(VaultException.UnknownKey.class)
			.isThrownBy(() -> notRestartedYet.open(this.subject, seal()));

		Files.delete(this.keys.resolve("worker/sealing.json"));
		Stream.of("add", "use-newest", "drop-others").forEach((command) -> keys(command, "capabilities"));
		assertThat(worker().open(this.subject, seal())).as("at the end").isEqualTo(this.session);
		Aead gateways = Tink.primitive(new KeysetFile.Directory(this.keys.resolve("gateway")).sealing().read(),
				Aead.class);
		assertThatExceptionOfType(VaultException.class).as("an old credential, by a gateway's key")
			.isThrownBy(() -> Sealing.CREDENTIAL.open(this.subject.binding(), old, gateways::decrypt,
					this.unopened::incrementAndGet));
	}

	@Test
	void createAddsTheKeysOfOwnersToADeploymentWithout() throws IOException {
		keys("create");
		Files.delete(this.keys.resolve("gateway/owner-secrets.json"));
		Files.delete(this.keys.resolve("gateway/browser-sessions.json"));
		assertThatExceptionOfType(VaultException.class).isThrownBy(this::gateway)
			.withMessageContaining("owner-secrets.json");

		keys("create");

		assertThat(gateway().fingerprints().ofToken("fs_token")).hasSize(32);
	}

	@Test
	void lookUpsFindWhatWasStoredBefore() {
		byte[] before = GatewayKeys.load(this.keys, true, Assertions::fail).fingerprints().of(this.session);

		keys("create");

		assertThat(gateway().fingerprints().of(this.session)).isEqualTo(before);
	}

	private byte[] seal() {
		return gateway().credentials().seal(this.subject, this.session);
	}

}
