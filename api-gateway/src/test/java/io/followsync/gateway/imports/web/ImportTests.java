package io.followsync.gateway.imports.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.followsync.embedded.ServicesForTests;
import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.jobs.TestJobs;
import io.followsync.job.JobState;
import io.followsync.messaging.MessageCodec;
import io.followsync.messaging.SyncRequest;
import io.followsync.messaging.Topics;
import io.followsync.vault.Fingerprints;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ImportTests extends GatewayIntegrationTest {

	private static final Duration MOST_TIME = Duration.ofSeconds(20);

	private static final String URI = "/api/v1/imports";

	private static final byte[] LIST = "[]".getBytes(StandardCharsets.UTF_8);

	@Autowired
	private Fingerprints fingerprints;

	@Test
	void queuesAZipAsAJobThatOnlyItsSenderKnows() throws IOException {
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
			.atMost(MOST_TIME)
			.until(() -> announced().anyMatch((each) -> each.lane().value().equals(lane)));
	}

	@Test
	void storesEachFileUnderItsPlainName() throws IOException {
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
	void keepsTheNameOfAFileThatABrowserSavedTwice() {
		upload(file("followers_1.json", LIST), file("followers_2 (1).json", LIST), file("following (2).json", LIST))
			.expectStatus()
			.isAccepted();
		assertThat(row("SELECT string_agg(name, '|' ORDER BY file) AS names FROM import_files")).containsEntry("names",
				"followers_1.json|followers_2 (1).json|following (2).json");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void refusesWhatIsNoExportAndStoresNothing(String detail, List<Sent> files) {
		upload(files.toArray(Sent[]::new)).expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.value(String.class, (text) -> assertThat(text).contains(detail));
		awaitNothingStored();
	}

	static Stream<Arguments> refusesWhatIsNoExportAndStoresNothing() {
		Sent following = file("following.json", LIST);
		return Stream.of(arguments("choose the format JSON", List.of(file("followers_1.html", text("<html></html>")))),
				arguments("The ZIP is empty", List.of(file("a.zip", text("PK\5\6\0\0\0\0")))),
				arguments("neither a ZIP nor JSON", List.of(file("a.rar", text("Rar!\u001a\u0007")))),
				arguments("is empty", List.of(file("followers_1.json", new byte[0]))),
				arguments("It takes both lists", List.of(following)),
				arguments("It takes both lists", List.of(file("followers_1.json", LIST))),
				arguments("is not one of the lists", List.of(file("blocked_profiles.json", LIST), following)),
				arguments("is not one of the lists", List.of(file("followers_2 - Copy.json", LIST), following)),
				arguments("send it alone", List.of(following, file("a.zip", text("PK\3\4")))),
				arguments("send it alone", List.of(file("a.zip", text("PK\3\4")), following)),
				arguments("sent twice", List.of(following, following)),
				arguments("is named file", List.of(new Sent("upload", "following.json", LIST))),
				arguments("is named file", List.of(new Sent("file", null, LIST))), arguments("at most 32 files",
						IntStream.range(0, 33).mapToObj((n) -> file("followers_" + n + ".json", LIST)).toList()));
	}

	@Test
	void refusesAFormThatIsNone() {
		for (String body : List.of("", "no border at all", "--xx\r\nContent-Disposition: form-data; name=\"file\"")) {
			this.web.post()
				.uri(URI)
				.header("Content-Type", "multipart/form-data; boundary=xx")
				.bodyValue(body)
				.exchange()
				.expectStatus()
				.isBadRequest();
		}
		this.web.post()
			.uri(URI)
			.header("Content-Type", "multipart/form-data")
			.bodyValue("x")
			.exchange()
			.expectStatus()
			.isBadRequest();
		awaitNothingStored();
	}

	@Test
	void takesNothingButForms() {
		this.web.post()
			.uri(URI)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{}")
			.exchange()
			.expectStatus()
			.isEqualTo(415)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void refusesMoreThanTheLimitHoweverItIsSent() {
		byte[] blank = new byte[64 * 1024];
		Arrays.fill(blank, (byte) ' ');
		blank[0] = '[';
		MultipartBodyBuilder form = new MultipartBodyBuilder();
		form.asyncPart("file",
				Flux.range(0, 1025).map((n) -> (DataBuffer) DefaultDataBufferFactory.sharedInstance.wrap(blank)),
				DataBuffer.class)
			.filename("followers_1.json");
		this.web.post()
			.uri(URI)
			.body(BodyInserters.fromMultipartData(form.build()))
			.exchange()
			.expectStatus()
			.isEqualTo(413)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("An upload has at most 64 MB in all.");
		awaitNothingStored();
	}

	@Test
	void turnsUploadsAwayWhileTheQueueIsFull() {
		TestJobs jobs = new TestJobs(this.database, this.fingerprints);
		IntStream.range(0, 100).forEach((n) -> jobs.insert(JobState.QUEUED));
		upload(file("followers_1.json", LIST), file("following.json", LIST)).expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.exists("Retry-After");
		assertThat(count("jobs")).isEqualTo(100);
	}

	@Test
	void turnsUploadsAwayWhileTooMuchIsStored() {
		upload(file("followers_1.json", LIST), file("following.json", LIST)).expectStatus().isAccepted();
		sql("""
				INSERT INTO import_chunks (job_id, file, chunk, data)
				SELECT id, 0, 7, convert_to(repeat('x', 8388608), 'UTF8') FROM jobs""");
		upload(file("followers_1.json", LIST), file("following.json", LIST)).expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.valueEquals("Retry-After", "60")
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.title")
			.isEqualTo("Too many uploads are stored");
		assertThat(count("jobs")).isEqualTo(1);
	}

	@Test
	void forgetsAnUploadWhoseClientHangsUp() throws IOException {
		try (RawUpload upload = new RawUpload(this.port)) {
			upload.write("{},".repeat(10_000));
			Awaitility.await().atMost(MOST_TIME).until(() -> count("jobs") == 1);
			assertThat(row("SELECT state, remove_at - created_at > interval '9 minutes' AS expires FROM jobs"))
				.containsEntry("state", "UPLOADING")
				.containsEntry("expires", true);
		}
		awaitNothingStored();
	}

	@Test
	void refusesAnUploadThatEndsAfterItsTime() throws IOException {
		try (RawUpload upload = new RawUpload(this.port)) {
			Awaitility.await().atMost(MOST_TIME).until(() -> count("jobs") == 1);
			sql("UPDATE jobs SET remove_at = deciding_time()");
			assertThat(upload.finish()).startsWith("HTTP/1.1 400");
		}
		awaitNothingStored();
	}

	private WebTestClient.ResponseSpec upload(Sent... files) {
		MultipartBodyBuilder form = new MultipartBodyBuilder();
		for (Sent file : files) {
			MultipartBodyBuilder.PartBuilder part = form.part(file.part(), new ByteArrayResource(file.data()));
			if (file.name() != null) {
				part.filename(file.name());
			}
		}
		return this.web.post().uri(URI).body(BodyInserters.fromMultipartData(form.build())).exchange();
	}

	private void awaitNothingStored() {
		Awaitility.await()
			.atMost(MOST_TIME)
			.until(() -> count("jobs") == 0 && count("import_chunks") == 0 && count("import_files") == 0);
	}

	private byte[] stored(int file) throws IOException {
		byte[] gzip = bytes(
				row("SELECT string_agg(data, ''::bytea ORDER BY chunk) AS data FROM import_chunks WHERE file = " + file)
					.get("data"));
		return new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes();
	}

	private static Stream<SyncRequest> announced() {
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", ServicesForTests.kafkaBootstrapServers()), new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> all = consumer.partitionsFor(Topics.REQUESTS)
				.stream()
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
			consumer.assign(all);
			consumer.seekToBeginning(all);
			Stream.Builder<SyncRequest> requests = Stream.builder();
			consumer.poll(Duration.ofSeconds(1))
				.forEach((each) -> requests.add(new MessageCodec().decodeRequest(each.value())));
			return requests.build();
		}
	}

	private static byte[] zip() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(new ZipEntry("connections/followers_and_following/following.json"));
			zip.write(LIST);
		}
		return bytes.toByteArray();
	}

	private static Sent file(String name, byte[] data) {
		return new Sent("file", name, data);
	}

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** One part of a form. */
	record Sent(String part, String name, byte[] data) {
	}

}
