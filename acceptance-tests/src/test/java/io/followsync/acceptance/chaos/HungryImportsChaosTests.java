package io.followsync.acceptance.chaos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.followsync.acceptance.ExportFiles;
import io.followsync.acceptance.client.Upload;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.process.ServiceProcess;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uploads that are small and within every limit, but would fill a worker's memory or
 * time.
 */
@ChaosTest
@StackTest(StackKind.ROUGH)
@Order(45)
class HungryImportsChaosTests {

	private static final int MEMBERS = 100_000;

	private static final Instant NEWEST = Instant.parse("2026-10-01T12:00:00Z");

	@Test
	void hungryImportsFailAndHarmNobody(Stack stack, Disorder disorder) {
		List<Long> before = pids(stack);
		Crowd crowd = new Crowd(stack);
		crowd.submit(3, Population.of(120, 90, 40));
		List<String> hungry = disorder.shuffled(List.of(longNames(), repeated()))
			.stream()
			.map((upload) -> stack.gateway().upload(upload))
			.toList();
		String honest = stack.gateway().upload(honest());

		stack.gateway().awaitResult(honest);
		assertThat(stack.gateway().result(honest).ndjson("notFollowingBack")).singleElement()
			.satisfies((row) -> assertThat(row.username()).isEqualTo("dora"));
		for (String job : hungry) {
			JsonNode failure = stack.gateway().awaitFailure(job);
			assertThat(failure.path("kind").asString()).isEqualTo("UNREADABLE_EXPORT");
			assertThat(failure.path("message").asString()).containsAnyOf("MB in memory", "are repeated");
		}
		crowd.assertThatAllEndWithTheTruth();
		assertThat(pids(stack)).as("the workers' processes").isEqualTo(before);
	}

	private static List<Long> pids(Stack stack) {
		return stack.workers().stream().map(ServiceProcess::pid).toList();
	}

	private static Upload honest() {
		return Upload
			.loose(Map.of("followers_1.json", ExportFiles.followers(List.of("ann", "ben"), NEWEST, Duration.ofDays(90)),
					"following.json", ExportFiles.following(List.of("ben", "dora"), NEWEST, Duration.ofDays(80))));
	}

	private static Upload longNames() {
		return zip(MEMBERS, "x".repeat(56) + "%08d", "\\u4e2d".repeat(500));
	}

	private static Upload repeated() {
		return zip(20 * MEMBERS, "ann", "");
	}

	private static Upload zip(int rows, String username, String displayName) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes);
				Writer text = new OutputStreamWriter(zip, StandardCharsets.US_ASCII)) {
			for (String list : Stream.of("followers_1", "following").toList()) {
				zip.putNextEntry(new ZipEntry("connections/followers_and_following/" + list + ".json"));
				for (int row = 0; row < rows; row++) {
					text.write((row == 0) ? "[" : ",");
					text.write("{\"timestamp\":1600000000,\"label_values\":[{\"label\":\"URL\",\"value\":\"\"},"
							+ "{\"label\":\"Name\",\"value\":\"" + displayName
							+ "\"},{\"label\":\"Username\",\"value\":\"" + username.formatted(row) + "\"}]}");
				}
				text.write("]");
				text.flush();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return Upload.of("instagram.zip", bytes.toByteArray());
	}

}
