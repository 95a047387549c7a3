package io.followsync.stack.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.followsync.stack.StackException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The requests that a user of the gateway makes. */
public final class JobClient {

	private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

	private final Http http;

	public JobClient(URI gateway) {
		this.http = new Http(gateway);
	}

	/** Submits a session and returns the job's id. */
	public String analyze(Session session) {
		JsonNode answer = call(() -> this.http.send("POST", "/api/analyze",
				Map.of("csrf_token", session.csrfToken(), "session_id", session.sessionId())));
		return answer.path("job_id").asString();
	}

	/** Uploads a data export, a ZIP or a folder, and returns the job's id. */
	public String importExport(Path export) {
		ExportUpload upload = ExportUpload.of(export);
		HttpRequest request = this.http.request("/api/v1/imports")
			.header("Content-Type", upload.contentType())
			.POST(upload.body())
			.build();
		return call(() -> this.http.send(request)).path("id").asString();
	}

	/** The number of running and queued jobs, left by an earlier run. */
	public int unfinishedJobs() {
		JsonNode queue = call(() -> this.http.get("/api/queue"));
		return queue.path("active_sessions").asInt(0) + queue.path("queued_jobs").asInt(0);
	}

	/**
	 * Follows the job to its end and returns its last state; the listener is told of its
	 * progress.
	 */
	public JobView follow(String job, Consumer<JobView> listener) {
		try {
			stream(job, listener);
		}
		catch (IOException | UncheckedIOException | JacksonException ex) {
			// The stream is a convenience; the same can be polled.
		}
		JobView view = view(job);
		while (!view.hasEnded()) {
			listener.accept(view);
			LockSupport.parkNanos(POLL_INTERVAL.toNanos());
			view = patientView(job, view);
		}
		listener.accept(view);
		return view;
	}

	private void stream(String job, Consumer<JobView> listener) throws IOException {
		HttpRequest request = this.http.request("/api/v1/jobs/" + job + "/events")
			.header("Accept", "text/event-stream")
			.build();
		try {
			HttpResponse<Stream<String>> answer = this.http.client().send(request, HttpResponse.BodyHandlers.ofLines());
			try (Stream<String> lines = answer.body()) {
				ServerSentEvents events = new ServerSentEvents((answer.statusCode() == 200) ? lines : Stream.empty());
				while (events.hasNext()) {
					JobView view = JobView.from(JsonMapper.shared().readTree(events.next().data()));
					if (view.hasEnded()) {
						return;
					}
					listener.accept(view);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted", ex);
		}
	}

	private JobView patientView(String job, JobView last) {
		try {
			return JobView.from(this.http.get("/api/v1/jobs/" + job));
		}
		catch (IOException ex) {
			// The gateway may be restarting.
			return last;
		}
	}

	private JobView view(String job) {
		return JobView.from(call(() -> this.http.get("/api/v1/jobs/" + job)));
	}

	/** The figures of an ended job. */
	public ResultFigures figures(String job) {
		return ResultFigures.from(call(() -> this.http.get("/api/v1/jobs/" + job)).path("result"));
	}

	/** The first names that do not follow back. */
	public List<String> notFollowingBack(String job, int limit) {
		JsonNode page = call(
				() -> this.http.get("/api/v1/jobs/%s/result?view=notFollowingBack&limit=%d".formatted(job, limit)));
		return page.path("items").valueStream().map((item) -> item.path("username").asString()).toList();
	}

	/** All names that do not follow back, from the older interface. */
	public List<String> unfollowers(String job) {
		JsonNode status = call(() -> this.http.get("/api/status/" + job));
		return status.path("result").path("unfollowers").valueStream().map(JsonNode::asString).toList();
	}

	private static JsonNode call(Call call) {
		try {
			return call.answer();
		}
		catch (IOException ex) {
			throw new StackException("The gateway did not answer: " + ex.getMessage(), ex);
		}
	}

	@FunctionalInterface
	private interface Call {

		JsonNode answer() throws IOException;

	}

}
