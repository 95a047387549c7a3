package io.followsync.vault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.session.WebSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeyringTests {

	private final WebSession session = new WebSession("secretToken", "5012345678%3Asecret");

	@TempDir
	private Path keys;

	@Test
	void opensForTheSameJobWhatItSealed() {
		Vault vault = Keyring.load(this.keys, true).vault();
		JobId job = JobId.next();

		byte[] sealed = vault.seal(job, this.session);

		assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain("secret");
		assertThat(vault.openSession(job, sealed)).isEqualTo(this.session);
	}

	@Test
	void opensForNoOtherJobAndNoOtherPurpose() {
		Vault vault = Keyring.load(this.keys, true).vault();
		JobId job = JobId.next();
		byte[] sealed = vault.seal(job, this.session);

		assertThatExceptionOfType(VaultException.class).isThrownBy(() -> vault.openSession(JobId.next(), sealed));
		assertThatExceptionOfType(VaultException.class).isThrownBy(() -> vault.openCapability(job, sealed));
	}

	@Test
	void tellsOfWhatItCouldNotOpen() {
		AtomicInteger unopened = new AtomicInteger();
		Vault vault = Keyring.load(this.keys, true).vault().telling(unopened::incrementAndGet);
		JobId job = JobId.next();
		byte[] sealed = vault.seal(job, this.session);

		assertThat(vault.openSession(job, sealed)).isEqualTo(this.session);
		assertThat(unopened).hasValue(0);
		assertThatExceptionOfType(VaultException.class).isThrownBy(() -> vault.openSession(JobId.next(), sealed));
		assertThat(unopened).hasValue(1);
	}

	@Test
	void fingerprintsDependOnTheKeyAndNotOnTheSpelling() {
		Fingerprints ours = Keyring.load(this.keys, true).fingerprints();
		Fingerprints others = Keyring.load(this.keys.resolve("others"), true).fingerprints();

		assertThat(ours.of(this.session)).isEqualTo(ours.of(new WebSession("other", "5012345678:secret")))
			.isNotEqualTo(others.of(this.session));
		assertThat(Fingerprints.mask(ours.of(this.session))).matches("[0-9a-f]{8}");
		assertThat(ours.of(new Capability("0123456789abcdef"))).hasSize(16);
	}

	@Test
	void processesThatStartAtOnceShareTheirKeys() {
		List<Keyring> keyrings = IntStream.range(0, 16)
			.parallel()
			.mapToObj((process) -> Keyring.load(this.keys, true))
			.toList();

		JobId job = JobId.next();
		byte[] sealed = keyrings.getFirst().vault().seal(job, this.session);
		assertThat(keyrings)
			.allSatisfy((keyring) -> assertThat(keyring.vault().openSession(job, sealed)).isEqualTo(this.session));
	}

	@Test
	void missingKeysAreNotMadeUnasked() {
		assertThatExceptionOfType(VaultException.class).isThrownBy(() -> Keyring.load(this.keys, false))
			.withMessageContaining(this.keys.toString());
		assertThat(this.keys).isEmptyDirectory();
	}

	@Test
	void keysAreForTheirOwnerOnly() throws Exception {
		Keyring.load(this.keys, true);

		assertThat(Files.getPosixFilePermissions(this.keys.resolve("sealing.json"))).hasSize(2);
	}

}
