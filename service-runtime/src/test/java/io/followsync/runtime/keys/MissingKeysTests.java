package io.followsync.runtime.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.followsync.vault.CredentialOpener;
import io.followsync.vault.GatewayKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.api.Assertions;
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

	@Test
	void namesTheCommandThatAddsAKeysetOfThisRelease(@TempDir Path keys, CapturedOutput output) throws IOException {
		GatewayKeys.load(keys, true, Assertions::fail);
		Files.delete(keys.resolve("owner-secrets.json"));
		SpringApplication gateway = new SpringApplication(Service.class, Gateway.class);
		gateway.setWebApplicationType(WebApplicationType.NONE);

		assertThatThrownBy(() -> gateway.run("--followsync.vault.directory=" + keys).close());

		assertThat(output).contains("no usable keys in " + keys.resolve("owner-secrets.json"),
				"Run \"KeysMain create\"", "keeps the others");
	}

	@Configuration(proxyBeanMethods = false)
	static class Gateway {

		@Bean
		GatewayKeys gateway(ServiceKeys keys) {
			return keys.gateway();
		}

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
