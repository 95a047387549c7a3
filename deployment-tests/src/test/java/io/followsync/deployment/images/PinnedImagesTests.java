package io.followsync.deployment.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PinnedImagesTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern PINNED = Pattern.compile("[^@]+:[^@]+@sha256:[0-9a-f]{64}");

	/** Stands in for the client: a registry is not at hand everywhere. */
	private static final String CLIENT = """
			#!/bin/sh
			[ "$1 $2 $3 $4" = "buildx imagetools inspect --format" ] || exit 9
			[ "$6" != "$REFUSED" ] || { echo "$6: not found" >&2; exit 1; }
			printf 'sha256:%s' "$(printf '%s' "$SALT$6" | sha256sum | cut -c1-64)"
			""";

	@TempDir
	private Path copy;

	private String said = "";

	@BeforeEach
	void copy() throws IOException {
		Files.createDirectories(this.copy.resolve("docker"));
		Files.createDirectories(this.copy.resolve("bin"));
		for (String file : List.of("Dockerfile", "docker-compose.yml", "docker/pin-images", "docker/unpinned-images")) {
			Files.copy(ROOT.resolve(file), this.copy.resolve(file));
		}
		Path client = Files.writeString(this.copy.resolve("bin/docker"), CLIENT);
		assertThat(client.toFile().setExecutable(true)).isTrue();
	}

	@Test
	void everyImageIsPinnedOrListedAsUnpinned() throws IOException {
		ImageReferences images = new ImageReferences(ROOT);
		Set<String> floating = images.defaults()
			.stream()
			.filter((image) -> !PINNED.matcher(image).matches())
			.collect(Collectors.toSet());

		assertThat(images.defaults()).hasSize(6);
		assertThat(images.fixed()).as("images that no variable can replace and docker/pin-images does not find")
			.isEmpty();
		assertThat(floating).as("not pinned, and not named in docker/unpinned-images").isEqualTo(images.unpinned());
	}

	@Test
	void oneCommandPinsAndRenewsAllImages() throws Exception {
		ImageReferences images = new ImageReferences(this.copy);
		Set<String> tags = tags(images.defaults());

		assertThat(pin("first", "")).as(this.said).isZero();
		Set<String> pinned = images.defaults();
		assertThat(pinned).allMatch((image) -> PINNED.matcher(image).matches());
		assertThat(tags(pinned)).isEqualTo(tags);
		assertThat(images.unpinned()).isEmpty();

		assertThat(pin("second", "")).as(this.said).isZero();
		assertThat(images.defaults()).allMatch((image) -> PINNED.matcher(image).matches())
			.doesNotContainAnyElementsOf(pinned);
		assertThat(tags(images.defaults())).isEqualTo(tags);
	}

	@Test
	void changesNothingUnlessEveryDigestIsKnown() throws Exception {
		String before = Files.readString(this.copy.resolve("docker-compose.yml"));

		assertThat(pin("first", "prom/prometheus:v3.5.0")).isNotZero();

		assertThat(this.said).contains("prom/prometheus:v3.5.0: not found");
		assertThat(this.copy.resolve("docker-compose.yml")).hasContent(before);
	}

	private static Set<String> tags(Set<String> images) {
		return images.stream().map((image) -> image.replaceAll("@.*", "")).collect(Collectors.toSet());
	}

	private int pin(String salt, String refused) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(this.copy.resolve("docker/pin-images").toString())
			.redirectErrorStream(true);
		builder.environment().put("PATH", this.copy.resolve("bin") + ":" + System.getenv("PATH"));
		builder.environment().put("SALT", salt);
		builder.environment().put("REFUSED", refused);
		Process process = builder.start();
		process.getOutputStream().close();
		this.said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return process.waitFor();
	}

}
