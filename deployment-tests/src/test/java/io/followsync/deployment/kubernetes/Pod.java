package io.followsync.deployment.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * The files that a pod of a service sees, under another root, read in Spring Boot's
 * order: the service's own, those shared by every installation, the overlay's, and the
 * Secrets.
 */
record Pod(Path root, String service) {

	private static final Pattern SECRETS = Pattern.compile("SPRING_CONFIG_IMPORT=optional:configtree:(/\\S+)");

	/** A pod with the shared files and an overlay's mounted at /app/config. */
	static Pod of(Path root, String service, String overlay) throws IOException {
		Path config = Files.createDirectories(root.resolve("app/config"));
		String shared = Files.readString(Manifests.ROOT.resolve("k8s/base/application.yml"));
		Files.writeString(config.resolve("application.yml"), shared.replace("/app/config", config.toString()));
		Files.copy(Manifests.ROOT.resolve("k8s/overlays").resolve(overlay).resolve("installation.yml"),
				config.resolve("installation.yml"));
		return new Pod(root, service);
	}

	/** Adds one key of a Secret, mounted where the deployment says. */
	Pod secret(String volume, String key, String value) throws IOException {
		String mounted = Manifests.podOf(this.service)
			.path("containers")
			.path(0)
			.path("volumeMounts")
			.valueStream()
			.filter((mount) -> volume.equals(mount.path("name").asString()))
			.map((mount) -> mount.path("mountPath").asString())
			.findFirst()
			.orElseThrow();
		Files.writeString(Files.createDirectories(Path.of(below(mounted))).resolve(key), value);
		return this;
	}

	Binder settings() throws IOException {
		ConfigurableEnvironment environment = new StandardEnvironment() {

			@Override
			protected void customizePropertySources(MutablePropertySources sources) {
				// Nothing from the machine that runs the tests.
			}

		};
		Path carried = Manifests.ROOT.resolve(this.service).resolve("src/main/resources/application.yml");
		environment.getPropertySources()
			.addFirst(new MapPropertySource("environment",
					Map.of("spring.config.location", "file:%s,file:%s/".formatted(carried, below("/app/config")),
							"spring.config.import", "optional:configtree:" + below(secretsOfImage()))));
		ConfigDataEnvironmentPostProcessor.applyTo(environment);
		return Binder.get(environment);
	}

	private static String secretsOfImage() throws IOException {
		Matcher said = SECRETS.matcher(Files.readString(Manifests.ROOT.resolve("Dockerfile")));
		if (!said.find()) {
			throw new IllegalStateException("the image reads no secrets");
		}
		return said.group(1);
	}

	private String below(String path) {
		return this.root + path;
	}

}
