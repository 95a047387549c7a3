package io.followsync.gateway.imports.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.followsync.gateway.TopicContent;
import io.followsync.messaging.MessageCodec;
import io.followsync.messaging.SyncRequest;
import io.followsync.messaging.Topics;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AcceptedImportTests extends ImportIntegrationTest {

	@Test
	void queuesAZipAsAJobOfItsSender() throws IOException {
		byte[] zip = zip();
		Map<?, ?> answer = upload(file("instagram-someone.zip", zip)).expectStatus()
			.isAccepted()
			.expectHeader()
			.valueMatches("Location", "/api/v1/jobs/[0-9a-f]{32}")
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody();
		String self = "/api/v1/jobs/" + answer.get("id");
		assertThat(answer.get("links"))
			.isEqualTo(Map.of("self", self, "events", self + "/events", "result", self + "/result"));
		assertThat(row("""
				SELECT source, state, remove_at IS NULL AS stays, lane = 'i:' || id AS own_lane,
				  dispatch_at > queued_at AS dispatched, (SELECT count(*) FROM job_lists) AS lists FROM jobs
				""")).containsEntry("source", "DATA_EXPORT")
			.containsEntry("state", "QUEUED")
			.containsEntry("stays", true)
			.containsEntry("own_lane", true)
			.containsEntry("dispatched", true)
			.containsEntry("lists", 2L);
		this.web.get().uri(self).exchange().expectBody().jsonPath("$.position").isEqualTo(1);
		assertThat(stored(0)).isEqualTo(zip);
		assertThat(row("SELECT name, size FROM import_files")).containsEntry("name", "instagram-someone.zip")
			.containsEntry("size", (long) zip.length);
	}

	@Test
	void wakesTheWorkers() {
		upload(file("followers_1.json", LIST), file("following.json", LIST)).expectStatus().isAccepted();
		String lane = (String) row("SELECT lane FROM jobs").get("lane");
		Awaitility.await()
			.atMost(TIMEOUT)
			.until(() -> announced().anyMatch((each) -> each.lane().value().equals(lane)));
	}

	@Test
	void storesEachFileUnderItsBaseName() throws IOException {
		byte[] followers = new byte[700_000];
		new Random(1).nextBytes(followers);
		followers[0] = '[';
		upload(file("connections/followers_and_following/followers_1.json", followers), file("following.json", LIST))
			.expectStatus()
			.isAccepted();
		assertThat(row("SELECT string_agg(name, ' ' ORDER BY file) AS names FROM import_files")).containsEntry("names",
				"followers_1.json following.json");
		assertThat(row(
				"SELECT max(length(data)) <= 262144 AS small, count(*) FILTER (WHERE file = 0) AS n FROM import_chunks"))
			.containsEntry("small", true)
			.containsEntry("n", 3L);
		assertThat(stored(0)).isEqualTo(followers);
		assertThat(stored(1)).isEqualTo(LIST);
	}

	@Test
	void acceptsTheNameThatABrowserGivesASecondCopy() {
		upload(file("followers_1.json", LIST), file("followers_2 (1).json", LIST), file("following (2).json", LIST))
			.expectStatus()
			.isAccepted();
		assertThat(row("SELECT string_agg(name, '|' ORDER BY file) AS names FROM import_files")).containsEntry("names",
				"followers_1.json|followers_2 (1).json|following (2).json");
	}

	@Test
	void namesOtherKnownListsAndDoesNotStoreThem() {
		String self = "/api/v1/jobs/" + upload(file("blocked_profiles.json", LIST), file("followers_1(1).json", LIST),
				file("follow_requests_you've_received.json", LIST), file("following.json", LIST))
			.expectStatus()
			.isAccepted()
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody()
			.get("id");

		assertThat(row("SELECT string_agg(name, '|' ORDER BY file) AS names FROM import_files")).containsEntry("names",
				"followers_1(1).json|following.json");
		assertThat(count("import_chunks")).isEqualTo(2);
		this.web.get().uri(self).exchange().expectBody().json("""
				{"dataExport": {"allTime": false,
				  "ignoredFiles": ["blocked_profiles.json", "follow_requests_you_ve_received.json"]}}""");
	}

	@Test
	void acceptsAllTimeAsAPart() {
		upload(file("followers_1.json", LIST), new Sent("allTime", null, "true".getBytes(StandardCharsets.UTF_8)),
				file("following.json", LIST))
			.expectStatus()
			.isAccepted();
		assertThat(row("SELECT all_time FROM jobs")).containsEntry("all_time", true);
	}

	@Test
	void acceptsAllTimeAsAParameter() {
		upload("?allTime=true", file("followers_1.json", LIST), file("following.json", LIST)).expectStatus()
			.isAccepted();
		assertThat(row("SELECT all_time FROM jobs")).containsEntry("all_time", true);
	}

	@Test
	void acceptsFollowingAloneWithAllTime() {
		upload("?allTime=true", file("following.json", LIST)).expectStatus().isAccepted();
		upload(file("following.json", LIST), new Sent("allTime", null, "true".getBytes(StandardCharsets.UTF_8)))
			.expectStatus()
			.isAccepted();
	}

	@Test
	void doesNotAssumeAllTimeByDefault() {
		upload("?allTime=true", new Sent("allTime", null, "false".getBytes(StandardCharsets.UTF_8)),
				file("followers_1.json", LIST), file("following.json", LIST))
			.expectStatus()
			.isAccepted();
		assertThat(row("SELECT all_time FROM jobs")).containsEntry("all_time", false);
	}

	private byte[] stored(int file) throws IOException {
		byte[] gzip = bytes(
				row("SELECT string_agg(data, ''::bytea ORDER BY chunk) AS data FROM import_chunks WHERE file = " + file)
					.get("data"));
		return new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes();
	}

	private static Stream<SyncRequest> announced() {
		return TopicContent.of(Topics.REQUESTS).stream().map((each) -> new MessageCodec().decodeRequest(each.value()));
	}

	private static byte[] zip() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(new ZipEntry("connections/followers_and_following/following.json"));
			zip.write(LIST);
		}
		return bytes.toByteArray();
	}

}
