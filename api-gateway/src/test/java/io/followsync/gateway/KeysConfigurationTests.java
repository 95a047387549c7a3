package io.followsync.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.followsync.credential.CredentialSubject;
import io.followsync.credential.WebSession;
import io.followsync.job.JobId;
import io.followsync.runtime.keys.ServiceKeys;
import io.followsync.vault.GatewayKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class KeysConfigurationTests {

	private final WebSession session = new WebSession("abc", "5012345678%3Axyz");

	@TempDir
	private Path directory;

	@Test
	void warnsAndSealsAsBeforeWithoutAPublicKeyset(CapturedOutput output) throws IOException {
		keys(true).gateway();
		Files.delete(this.directory.resolve("credentials-public.json"));
		Files.delete(this.directory.resolve("credentials-private.json"));
		JobId job = JobId.next();

		byte[] sealed = gateway().credentials().seal(new CredentialSubject.OfJob(job), this.session);

		assertThat(keys(false).worker().open(new CredentialSubject.OfJob(job), sealed)).isEqualTo(this.session);
		assertThat(output).contains("no credentials-public.json", "docs/operations.md");
	}

	@Test
	void warnsOfNothingWithAPublicKeyset(CapturedOutput output) {
		keys(true).gateway();

		assertThat(gateway().credentials().isForWorkersOnly()).isTrue();
		assertThat(output).doesNotContain("credentials-public.json");
	}

	private GatewayKeys gateway() {
		return new KeysConfiguration().gatewayKeys(keys(false));
	}

	private ServiceKeys keys(boolean createMissing) {
		return new ServiceKeys(this.directory, createMissing, new SimpleMeterRegistry());
	}

}
