package io.followsync.vault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

import io.followsync.credential.CredentialSubject;
import io.followsync.credential.WebSession;
import io.followsync.job.Capability;
import io.followsync.job.JobId;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeysMainTests {

	private final ByteArrayOutputStream said = new ByteArrayOutputStream();

	private final WebSession session = new WebSession("secretToken", "5012345678%3Asecret");

	private final JobId job = JobId.next();

	private final CredentialSubject subject = new CredentialSubject.OfJob(this.job);

	@TempDir
	private Path keys;

	@Test
	void createMakesKeysForServicesThatMakeNone() {
		assertThat(keys("create")).isZero();

		assertThat(open(seal())).isEqualTo(this.session);
	}

	@Test
	void createKeepsWhatIsThere() {
		keys("create");
		byte[] sealed = seal();

		keys("create");

		assertThat(open(sealed)).isEqualTo(this.session);
	}

	@Test
	void aLostPrivateKeysetIsNotReplacedUnderItsPublicOne() throws IOException {
		keys("create");
		Files.delete(this.keys.resolve("worker/credentials-private.json"));

		assertThat(keys("create-credentials")).isEqualTo(1);
		assertThat(this.said.toString(StandardCharsets.UTF_8)).contains("credentials-private.json");
	}

	@Test
	void aPrivateKeysetInThePublicOnesPlaceIsRefused() throws IOException {
		keys("create");
		Path misplaced = this.keys.resolve("gateway/credentials-public.json");
		Files.copy(this.keys.resolve("worker/credentials-private.json"), misplaced,
				StandardCopyOption.REPLACE_EXISTING);

		assertThatExceptionOfType(VaultException.class)
			.isThrownBy(() -> GatewayKeys.load(this.keys.resolve("gateway"), false, Assertions::fail))
			.withMessageContaining("credentials-public.json");
	}

	@Test
	void saysWhichKeysThereAreAndNoneOfThem() throws IOException {
		keys("create");
		keys("add", "credentials");
		String keyset = Files.readString(this.keys.resolve("worker/credentials-private.json"));
		String secret = keyset.replaceAll("(?s).*?\"value\": *\"([^\"]+)\".*", "$1");

		assertThat(keys("list")).isZero();

		assertThat(this.said.toString(StandardCharsets.UTF_8))
			.containsPattern("workers open credentials with: \\[\\d+, \\d+\\]")
			.contains("of the previous release with: no key")
			.doesNotContain(secret);
		assertThat(secret).hasSizeLessThan(keyset.length());
	}

	// The operators' manual uses this to find what is still sealed under an older key.
	@ParameterizedTest
	@ValueSource(strings = { "capabilities", "credentials" })
	void whatIsSealedBeginsWithTheNumberOfItsKey(String purpose) {
		keys("create");

		ByteBuffer sealed = ByteBuffer.wrap(purpose.equals("credentials") ? seal()
				: gateway().capabilities().seal(this.job, new Capability("0123456789abcdef")));

		assertThat(sealed.get()).isEqualTo((byte) 1);
		assertThat(sealed.getInt())
			.isEqualTo(Tink.ids(DeploymentKeys.below(this.keys).rotated(purpose).file().read()).getFirst());
	}

	@Test
	void leavesNothingBesideTheKeysets() throws IOException {
		keys("create");
		Stream.of("add", "use-newest", "drop-others")
			.forEach((command) -> Stream.of("capabilities", "browser-sessions", "credentials")
				.forEach((of) -> keys(command, of)));

		try (Stream<Path> files = Files.walk(this.keys).filter(Files::isRegularFile)) {
			assertThat(files.map((file) -> file.getFileName().toString())).containsExactlyInAnyOrder("sealing.json",
					"sessions.json", "capabilities.json", "owner-secrets.json", "browser-sessions.json",
					"credentials-public.json", "credentials-private.json");
		}
	}

	@Test
	void refusesUnknownCommands() {
		assertThat(keys("rotate")).isEqualTo(2);
		assertThat(keys("add")).isEqualTo(2);
		assertThat(keys("add", "sessions")).isEqualTo(2);
		assertThat(KeysMain.run(List.of(), printer(), printer())).isEqualTo(2);
		assertThat(keys("add", "capabilities")).isEqualTo(1);
		assertThat(this.said.toString(StandardCharsets.UTF_8)).contains("no usable keys in");
	}

	private int keys(String... command) {
		return KeysMain.run(Stream.concat(Stream.of(command), Stream.of(this.keys.toString())).toList(), printer(),
				printer());
	}

	private PrintStream printer() {
		return new PrintStream(this.said, true, StandardCharsets.UTF_8);
	}

	private GatewayKeys gateway() {
		return GatewayKeys.load(this.keys.resolve("gateway"), false, Assertions::fail);
	}

	private byte[] seal() {
		return gateway().credentials().seal(this.subject, this.session);
	}

	private WebSession open(byte[] sealed) {
		return CredentialOpener.load(this.keys.resolve("worker"), false, Assertions::fail).open(this.subject, sealed);
	}

}
