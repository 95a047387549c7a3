package io.followsync.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;

import io.followsync.credential.CredentialSubject;
import io.followsync.credential.WebSession;
import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Keys of one machine, whose services share a directory. */
class CreatedKeysTests extends AbstractKeysTests {

	@Test
	void workersOpenForTheSameJobWhatGatewaysSeal() {
		byte[] sealed = gateway().credentials().seal(this.subject, this.session);

		assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
		assertThat(worker().open(this.subject, sealed)).isEqualTo(this.session);
		assertThatExceptionOfType(VaultException.class)
			.isThrownBy(() -> worker().open(new CredentialSubject.OfJob(JobId.next()), sealed));
	}

	@Test
	void credentialsOpenOnlyForTheirOwnSubject() {
		CredentialSubject account = new CredentialSubject.OfAccount(this.session.claimedAccount());
		byte[] kept = gateway().credentials().seal(account, this.session);

		assertThat(worker().open(account, kept)).isEqualTo(this.session);
		assertThatExceptionOfType(VaultException.class).isThrownBy(() -> worker().open(this.subject, kept));
		assertThatExceptionOfType(VaultException.class)
			.isThrownBy(() -> worker().open(new CredentialSubject.OfAccount(new AccountId(1)), kept));
	}

	@Test
	void capabilitiesOpenForTheirJobOnly() {
		GatewayKeys.CapabilityVault vault = gateway().capabilities();
		byte[] sealed = vault.seal(this.job, this.capability);

		assertThat(vault.open(this.job, sealed)).isEqualTo(this.capability);
		assertThatExceptionOfType(VaultException.class).isThrownBy(() -> vault.open(JobId.next(), sealed));
	}

	@Test
	void nothingOpensForAnotherPurpose() {
		gateway();
		GatewayKeys.CapabilityVault capabilities = gateway().capabilities();
		byte[] sealed = capabilities.seal(this.job, this.capability);

		// In a shared directory the worker has this key, too: only the purpose keeps it
		// out.
		assertThatExceptionOfType(VaultException.class).isThrownBy(() -> worker().open(this.subject, sealed))
			.isNotInstanceOf(VaultException.UnknownKey.class);
	}

	@Test
	void whatCannotBeOpenedIsTold() {
		byte[] sealed = gateway().credentials().seal(this.subject, this.session);
		CredentialOpener opener = worker();

		opener.open(this.subject, sealed);
		assertThat(this.unopened).hasValue(0);
		assertThatExceptionOfType(VaultException.class)
			.isThrownBy(() -> opener.open(new CredentialSubject.OfJob(JobId.next()), sealed));
		assertThat(this.unopened).hasValue(1);
		assertThatExceptionOfType(VaultException.class)
			.isThrownBy(() -> gateway().capabilities().open(this.job, sealed));
		assertThat(this.unopened).hasValue(2);
	}

	@Test
	void fingerprintsDependOnTheKeyAndNotOnTheSpelling() {
		Fingerprints ours = gateway().fingerprints();
		Fingerprints others = GatewayKeys.load(this.keys.resolve("others"), true, Assertions::fail).fingerprints();

		assertThat(ours.of(this.session)).isEqualTo(ours.of(new WebSession("other", "5012345678:secret")))
			.isNotEqualTo(others.of(this.session));
		assertThat(Fingerprints.mask(ours.of(this.session))).matches("[0-9a-f]{8}");
		assertThat(ours.of(this.capability)).hasSize(16);
		assertThat(ours.ofToken("same")).hasSize(32)
			.isEqualTo(gateway().fingerprints().ofToken("same"))
			.isNotEqualTo(ours.ofSignIn("same"))
			.isNotEqualTo(others.ofToken("same"));
	}

	@Test
	void processesThatStartAtOnceShareTheirKeys() {
		List<byte[]> sealed = IntStream.range(0, 16)
			.parallel()
			.mapToObj((process) -> (process % 2 == 0) ? gateway().credentials().seal(this.subject, this.session)
					: startWorker())
			.filter((bytes) -> bytes.length > 0)
			.toList();

		assertThat(sealed).hasSize(8)
			.allSatisfy((bytes) -> assertThat(worker().open(this.subject, bytes)).isEqualTo(this.session));
		assertThat(gateway().credentials().isForWorkersOnly()).isTrue();
	}

	@Test
	void missingKeysAreNotMadeUnasked() {
		assertThatExceptionOfType(VaultException.class)
			.isThrownBy(() -> GatewayKeys.load(this.keys, false, Assertions::fail))
			.withMessageContaining(this.keys.toString());
		assertThatExceptionOfType(VaultException.class)
			.isThrownBy(() -> CredentialOpener.load(this.keys, false, Assertions::fail))
			.withMessageContaining("credentials-private.json");
		assertThat(this.keys).isEmptyDirectory();
	}

	@Test
	void keysAreForTheirOwnerOnly() throws IOException {
		gateway();

		try (var files = Files.list(this.keys)) {
			assertThat(files).hasSize(7)
				.allSatisfy((file) -> assertThat(Files.getPosixFilePermissions(file)).hasSize(2));
		}
	}

	@Override
	protected GatewayKeys gateway() {
		return GatewayKeys.load(this.keys, true, this.unopened::incrementAndGet);
	}

	@Override
	protected CredentialOpener worker() {
		return CredentialOpener.load(this.keys, true, this.unopened::incrementAndGet);
	}

	private byte[] startWorker() {
		worker();
		return new byte[0];
	}

}
