package io.followsync.runtime.keys;

import java.nio.file.Path;

import io.followsync.vault.CredentialOpener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class MissingKeysTests {

	@Test
	void explainsAStartWithoutKeys(@TempDir Path empty, CapturedOutput output) {
		SpringApplication service = new SpringApplication(Service.class);
		service.setWebApplicationType(WebApplicationType.NONE);

		assertThatThrownBy(() -> service.run("--followsync.vault.directory=" + empty).close());

		assertThat(output)
			.contains("no usable keys in " + empty.resolve("credentials-private.json"), "sealing.json",
					"followsync.vault.create-missing")
			.doesNotContain("\tat io.followsync");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ServiceKeys.KeysAutoConfiguration.class)
	static class Service {

		@Bean
		CredentialOpener worker(ServiceKeys keys) {
			return keys.worker();
		}

		@Bean
		SimpleMeterRegistry meters() {
			return new SimpleMeterRegistry();
		}

	}

}
