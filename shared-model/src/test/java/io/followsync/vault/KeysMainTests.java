package io.followsync.vault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.followsync.job.JobId;
import io.followsync.session.WebSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeysMainTests {

	private final ByteArrayOutputStream said = new ByteArrayOutputStream();

	private final WebSession session = new WebSession("secretToken", "5012345678%3Asecret");

	private final JobId job = JobId.next();

	@TempDir
	private Path keys;

	@Test
	void createMakesKeysForAServiceThatMakesNone() {
		assertThat(keys("create")).isZero();

		Vault vault = Keyring.load(this.keys, false).vault();
		assertThat(vault.openSession(this.job, vault.seal(this.job, this.session))).isEqualTo(this.session);
	}

	@Test
	void createKeepsWhatIsThere() {
		keys("create");
		byte[] sealed = seal();

		keys("create");

		assertThat(open(sealed)).isEqualTo(this.session);
	}

	@Test
	void whatIsSealedOpensOnEveryReplicaThroughEachStepOfARotation() {
		keys("create");
		Vault notRestartedYet = vault();
		byte[] old = seal();

		keys("add");
		assertThat(notRestartedYet.openSession(this.job, seal())).as("sealed after add").isEqualTo(this.session);
		Vault afterAdd = vault();

		keys("use-newest");
		byte[] renewed = seal();
		assertThat(afterAdd.openSession(this.job, renewed)).as("sealed after use-newest").isEqualTo(this.session);
		assertThat(open(old)).isEqualTo(this.session);
		assertThatExceptionOfType(VaultException.class)
			.isThrownBy(() -> notRestartedYet.openSession(this.job, renewed));

		keys("drop-others");
		assertThat(open(renewed)).isEqualTo(this.session);
		assertThatExceptionOfType(VaultException.class).isThrownBy(() -> open(old));
	}

	@Test
	void fingerprintsStayTheSameThroughARotation() {
		keys("create");
		byte[] before = Keyring.load(this.keys, false).fingerprints().of(this.session);

		Stream.of("add", "use-newest", "drop-others").forEach(this::keys);

		assertThat(Keyring.load(this.keys, false).fingerprints().of(this.session)).isEqualTo(before);
	}

	@Test
	void saysWhichKeysThereAreAndNoneOfThem() throws IOException {
		keys("create");
		keys("add");
		String keyset = Files.readString(this.keys.resolve("sealing.json"));
		String secret = keyset.replaceAll("(?s).*?\"value\": *\"([^\"]+)\".*", "$1");

		assertThat(keys("list")).isZero();

		assertThat(this.said.toString(StandardCharsets.UTF_8))
			.containsPattern("seals with \\d+, opens with \\[\\d+, \\d+\\]")
			.doesNotContain(secret);
		assertThat(secret).hasSizeLessThan(keyset.length());
	}

	// The operators' manual uses this to find what is still sealed under an older key.
	@Test
	void whatIsSealedBeginsWithTheNumberOfItsKey() {
		keys("create");

		ByteBuffer sealed = ByteBuffer.wrap(seal());

		assertThat(sealed.get()).isEqualTo((byte) 1);
		assertThat(sealed.getInt()).isEqualTo(SealingKeys.in(this.keys).ids().getFirst());
	}

	@Test
	void leavesNothingBesideTheKeysets() throws IOException {
		Stream.of("create", "add", "use-newest", "drop-others").forEach(this::keys);

		try (Stream<Path> files = Files.list(this.keys)) {
			assertThat(files.map((file) -> file.getFileName().toString())).containsExactlyInAnyOrder("sealing.json",
					"sessions.json", "capabilities.json");
		}
	}

	@Test
	void refusesWhatItDoesNotUnderstandAndSaysWhatIsMissing() {
		assertThat(keys("rotate")).isEqualTo(2);
		assertThat(KeysMain.run(List.of(), printer(), printer())).isEqualTo(2);
		assertThat(keys("add")).isEqualTo(1);
		assertThat(this.said.toString(StandardCharsets.UTF_8)).contains("no usable keys in");
	}

	private int keys(String command) {
		return KeysMain.run(List.of(command, this.keys.toString()), printer(), printer());
	}

	private PrintStream printer() {
		return new PrintStream(this.said, true, StandardCharsets.UTF_8);
	}

	private Vault vault() {
		return Keyring.load(this.keys, false).vault();
	}

	private byte[] seal() {
		return vault().seal(this.job, this.session);
	}

	private WebSession open(byte[] sealed) {
		return vault().openSession(this.job, sealed);
	}

}
