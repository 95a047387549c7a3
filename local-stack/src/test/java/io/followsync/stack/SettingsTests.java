package io.followsync.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTests {

	private static final String REPORT = """
			worker-1 ended with exit code 1. The end of its log:
			Binding to target failed:
			    Property: followsync.worker.slots
			    Value: "many"
			    Reason: failed to convert java.lang.String to @org.x.DefaultValue @jakarta.x.Min int (caused by java.lang.NumberFormatException: For input string: "many")
			Action:
			Update your application's configuration""";

	@TempDir
	private Path root;

	private StackConfig config;

	@BeforeEach
	void install() throws IOException {
		install("api-gateway", "followsync.jobs.retention", "java.time.Duration");
		install("sync-worker", "followsync.jobs.retention", "java.time.Duration");
		install("instagram-simulator", "logging.level", "java.util.Map<java.lang.String,java.lang.String>");
		this.config = StackConfig.of(this.root, this.root);
	}

	@Test
	void givesASettingToTheServicesThatKnowIt() {
		StackConfig changed = new Settings(Map.of("followsync.jobs.retention", "1h", "logging.level.io.x", "debug"))
			.addTo(this.config);
		assertThat(changed.propertiesOf("gateway")).isEqualTo(Map.of("followsync.jobs.retention", "1h"));
		assertThat(changed.propertiesOf("worker")).isEqualTo(Map.of("followsync.jobs.retention", "1h"));
		assertThat(changed.propertiesOf("simulator")).isEqualTo(Map.of("logging.level.io.x", "debug"));
	}

	@Test
	void namesAnUnknownSetting() {
		assertThatThrownBy(() -> new Settings(Map.of("followsync.jobs.retentoin", "1h")).addTo(this.config))
			.isInstanceOf(StackException.class)
			.hasMessage("No service has a setting named followsync.jobs.retentoin."
					+ " docs/settings.md lists all settings.");
	}

	@Test
	void namesTheSettingWhoseValueAServiceRefused() {
		Settings settings = new Settings(Map.of("followsync.worker.slots", "many", "followsync.jobs.lease", "5s"));
		assertThat(settings.explain(new StackException(REPORT)))
			.contains("-Dset.followsync.worker.slots is not valid: its type is int");
		assertThat(settings.explain(new StackException("worker-1 was not ready within 300 s"))).isEmpty();
	}

	@Test
	void namesEverySettingOfARefusedGroup() {
		Settings settings = new Settings(
				Map.of("followsync.jobs.lease", "-5s", "followsync.jobs.x", "1", "followsync.jobsort", "2"));
		String report = """
				Failed to bind properties under 'followsync.jobs' to io.x.JobsProperties:

				    Reason: java.lang.IllegalArgumentException: every time must be positive
				""";
		assertThat(settings.explain(new StackException(report)).orElse("")).contains("-Dset.followsync.jobs.lease")
			.contains("-Dset.followsync.jobs.x")
			.doesNotContain("jobsort", "-5s")
			.endsWith(" is not valid: every time must be positive");
	}

	@Test
	void prefersALaterFile() throws IOException {
		Path file = Files.writeString(this.root.resolve("file"), "a.b=1\nc=2");
		Path each = Files.writeString(this.root.resolve("each"), "set.a.b=3");
		assertThat(Settings.read(List.of(file, each)).values()).isEqualTo(Map.of("a.b", "3", "c", "2"));
	}

	private void install(String module, String property, String type) throws IOException {
		Path jar = this.root.resolve(module).resolve("target/program").resolve(module + "-1.jar");
		Files.createDirectories(jar.getParent());
		try (OutputStream out = Files.newOutputStream(jar); JarOutputStream content = new JarOutputStream(out)) {
			content.putNextEntry(new JarEntry("META-INF/spring-configuration-metadata.json"));
			content.write("{\"properties\":[{\"name\":\"%s\",\"type\":\"%s\"}]}".formatted(property, type)
				.getBytes(StandardCharsets.UTF_8));
		}
	}

}
