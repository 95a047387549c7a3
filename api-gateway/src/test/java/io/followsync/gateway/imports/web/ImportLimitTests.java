package io.followsync.gateway.imports.web;

import java.io.IOException;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

class ImportLimitTests extends ImportIntegrationTest {

	@Test
	void rejectsUploadsWhileTheQueueIsFull() {
		sql("""
				INSERT INTO jobs (id, kind, source, state, lane, capability_hash, capability_sealed)
				SELECT gen_random_uuid(), 'ANALYSIS', 'WEB_SESSION', 'QUEUED', 'a:' || n, int4send(n), ''
				  FROM generate_series(1, 1000) n""");
		upload(file("followers_1.json", LIST), file("following.json", LIST)).expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.exists("Retry-After");
		assertThat(count("jobs")).isEqualTo(1000);
	}

	@Test
	void rejectsUploadsWhileTooMuchIsStored() {
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
	void doesNotCountUploadsOfEndedJobs() {
		upload(file("followers_1.json", LIST), file("following.json", LIST)).expectStatus().isAccepted();
		sql("""
				INSERT INTO import_chunks (job_id, file, chunk, data)
				SELECT id, 0, 7, convert_to(repeat('x', 8388608), 'UTF8') FROM jobs""");
		sql("UPDATE jobs SET state = 'CANCELLED', ended_at = now(), remove_at = now() + interval '5 minutes'");

		upload(file("followers_1.json", LIST), file("following.json", LIST)).expectStatus().isAccepted();
	}

	@Test
	void aSlowUploaderDoesNotBlockOtherAddresses() throws IOException {
		try (RawUpload one = new RawUpload(this.port);
				RawUpload two = new RawUpload(this.port);
				RawUpload three = new RawUpload(this.port);
				RawUpload four = new RawUpload(this.port)) {
			Awaitility.await().atMost(TIMEOUT).until(() -> count("jobs") == 4);
			upload(file("followers_1.json", LIST), file("following.json", LIST)).expectStatus()
				.isEqualTo(429)
				.expectHeader()
				.valueEquals("Retry-After", "60");
			this.web = this.web.mutate().defaultHeader("X-Forwarded-For", "203.0.113.9").build();
			upload(file("followers_1.json", LIST), file("following.json", LIST)).expectStatus().isAccepted();
			for (RawUpload upload : List.of(one, two, three, four)) {
				assertThat(upload.finish()).startsWith("HTTP/1.1 202");
			}
		}
		try (RawUpload again = new RawUpload(this.port)) {
			assertThat(again.finish()).startsWith("HTTP/1.1 202");
		}
	}

	@Test
	void discardsAnUploadWhoseClientHangsUp() throws IOException {
		try (RawUpload upload = new RawUpload(this.port)) {
			upload.write("{},".repeat(10_000));
			Awaitility.await().atMost(TIMEOUT).until(() -> count("jobs") == 1);
			assertThat(row("SELECT state, remove_at - created_at > interval '9 minutes' AS expires FROM jobs"))
				.containsEntry("state", "UPLOADING")
				.containsEntry("expires", true);
		}
		awaitNothingStored();
	}

	@Test
	void rejectsAnUploadThatTakesTooLong() throws IOException {
		try (RawUpload upload = new RawUpload(this.port)) {
			Awaitility.await().atMost(TIMEOUT).until(() -> count("jobs") == 1);
			sql("UPDATE jobs SET remove_at = deciding_time()");
			assertThat(upload.finish()).startsWith("HTTP/1.1 400");
		}
		awaitNothingStored();
	}

}
