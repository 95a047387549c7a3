package io.followsync.vault;

import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Replicas are restarted after each step, and some not yet. */
class RotationTests extends AbstractKeysTests {

	@BeforeEach
	void create() {
		keys("create");
	}

	@Test
	void credentialsOpenOnEveryWorkerThroughEachStep() {
		CredentialOpener notRestartedYet = worker();
		byte[] old = sealCredential();

		keys("add", "credentials");
		assertThat(notRestartedYet.open(this.subject, sealCredential())).as("sealed after add").isEqualTo(this.session);
		CredentialOpener afterAdd = worker();

		keys("use-newest", "credentials");
		byte[] renewed = sealCredential();
		assertThat(afterAdd.open(this.subject, renewed)).as("sealed after use-newest").isEqualTo(this.session);
		assertThat(worker().open(this.subject, old)).isEqualTo(this.session);
		assertThatExceptionOfType(VaultException.UnknownKey.class)
			.isThrownBy(() -> notRestartedYet.open(this.subject, renewed));

		keys("drop-others", "credentials");
		assertThat(worker().open(this.subject, renewed)).isEqualTo(this.session);
		assertThat(worker().open(this.subject, sealCredential())).isEqualTo(this.session);
		assertThatExceptionOfType(VaultException.UnknownKey.class).isThrownBy(() -> worker().open(this.subject, old));
	}

	@Test
	void capabilitiesOpenOnEveryGatewayThroughEachStep() {
		GatewayKeys.CapabilityVault notRestartedYet = gateway().capabilities();
		byte[] old = sealCapability();

		keys("add", "capabilities");
		assertThat(notRestartedYet.open(this.job, sealCapability())).as("sealed after add").isEqualTo(this.capability);
		GatewayKeys.CapabilityVault afterAdd = gateway().capabilities();

		keys("use-newest", "capabilities");
		byte[] renewed = sealCapability();
		assertThat(afterAdd.open(this.job, renewed)).as("sealed after use-newest").isEqualTo(this.capability);
		assertThat(gateway().capabilities().open(this.job, old)).isEqualTo(this.capability);

		keys("drop-others", "capabilities");
		assertThat(gateway().capabilities().open(this.job, renewed)).isEqualTo(this.capability);
		assertThatExceptionOfType(VaultException.class).isThrownBy(() -> gateway().capabilities().open(this.job, old));
	}

	@Test
	void browserSessionsAreVerifiedByEveryGatewayThroughEachStep() {
		byte[] statement = { 1, 2, 3 };
		GatewayKeys.SessionSigner notRestartedYet = gateway().sessions();
		byte[] old = notRestartedYet.sign(statement);
		assertThat(old).hasSize(GatewayKeys.SessionSigner.SIGNATURE_BYTES);
		assertThat(notRestartedYet.isSigned(new byte[] { 1, 2, 4 }, old)).isFalse();

		keys("add", "browser-sessions");
		assertThat(notRestartedYet.isSigned(statement, gateway().sessions().sign(statement))).isTrue();
		GatewayKeys.SessionSigner afterAdd = gateway().sessions();

		keys("use-newest", "browser-sessions");
		byte[] renewed = gateway().sessions().sign(statement);
		assertThat(afterAdd.isSigned(statement, renewed)).isTrue();
		assertThat(gateway().sessions().isSigned(statement, old)).isTrue();

		keys("drop-others", "browser-sessions");
		assertThat(gateway().sessions().isSigned(statement, renewed)).isTrue();
		assertThat(gateway().sessions().isSigned(statement, old)).isFalse();
	}

	@Test
	void fingerprintsStayTheSame() {
		byte[] before = gateway().fingerprints().of(this.session);

		Stream.of("add", "use-newest", "drop-others")
			.forEach((command) -> Stream.of("capabilities", "browser-sessions", "credentials")
				.forEach((of) -> keys(command, of)));

		assertThat(gateway().fingerprints().of(this.session)).isEqualTo(before);
	}

	private byte[] sealCredential() {
		return gateway().credentials().seal(this.subject, this.session);
	}

	private byte[] sealCapability() {
		return gateway().capabilities().seal(this.job, this.capability);
	}

}
