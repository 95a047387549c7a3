package io.followsync.acceptance.client;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.followsync.acceptance.simulator.KnownSessions;
import io.followsync.stack.job.Session;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The calls of both interfaces of the gateway. */
public final class Gateway {

	private static final String SUBMIT = "/api/analyze";

	private static final Duration TO_END = Duration.ofSeconds(120);

	private final Http http;

	private final RawRequest raw;

	public Gateway(URI address) {
		this.http = new Http(address);
		this.raw = new RawRequest(address);
	}

	public RawRequest raw() {
		return this.raw;
	}

	public Http http() {
		return this.http;
	}

	/** Submits a session, which must be accepted, and returns the job's id. */
	public String submit(Session session) {
		Reply reply = trySubmit(session);
		assertThat(reply.status()).as("submission: %s", reply).isEqualTo(200);
		return reply.text("job_id");
	}

	public Reply trySubmit(Session session) {
		return this.http.postJson(SUBMIT, form(session));
	}

	public CompletableFuture<Reply> submitLater(Session session) {
		return this.http.postJsonLater(SUBMIT, form(session));
	}

	/** Uploads files, which must be accepted, and returns the job's id. */
	public String upload(Upload upload) {
		Reply reply = tryUpload(upload);
		assertThat(reply.status()).as("upload: %s", reply).isEqualTo(202);
		return KnownSessions.granted(reply.text("id"));
	}

	public Reply tryUpload(Upload upload) {
		return this.http.post("/api/v1/imports", upload);
	}

	public JsonNode job(String id) {
		return this.http.get("/api/v1/jobs/" + id).json();
	}

	public Reply status(String id) {
		return this.http.get("/api/status/" + id);
	}

	/** Waits until the job matches; keeps trying while a gateway is away. */
	public JsonNode awaitJob(String id, Predicate<JsonNode> described) {
		return await().atMost(TO_END)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(100))
			.ignoreExceptionsMatching(UncheckedIOException.class::isInstance)
			.until(() -> job(id), described);
	}

	public JsonNode awaitEnd(String id) {
		return awaitJob(id,
				(job) -> List.of("COMPLETED", "FAILED", "CANCELLED").contains(job.path("state").asString("")));
	}

	/** Waits for the end, which must be a result. */
	public JsonNode awaitResult(String id) {
		JsonNode job = awaitEnd(id);
		assertThat(job.path("state").asString("")).as("end of %s", job).isEqualTo("COMPLETED");
		return job;
	}

	/** Waits for the end, which must be a failure, and returns the failure. */
	public JsonNode awaitFailure(String id) {
		JsonNode job = awaitEnd(id);
		assertThat(job.path("state").asString("")).as("end of %s", job).isEqualTo("FAILED");
		return job.path("failure");
	}

	public ResultReader result(String id) {
		return new ResultReader(this.http, id);
	}

	/** A browser that is not signed in. */
	public Browser browser() {
		return new Browser(this.http);
	}

	/** A client that sends this token. */
	public Http bearing(String token) {
		return this.http.with(Map.of("Authorization", "Bearer " + token));
	}

	public EventClient events(String id) {
		return new EventClient(this.http, "/api/jobs/" + id + "/events");
	}

	private static Map<String, String> form(Session session) {
		return Map.of("csrf_token", session.csrfToken(), "session_id", session.sessionId());
	}

}
