package io.followsync.stack.job;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.followsync.stack.StackException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * The requests that a user of the gateway makes. A refusal is a {@link StackException}
 * with the gateway's words.
 */
public final class JobClient {

	private static final Duration TO_CONNECT = Duration.ofSeconds(5);

	private static final Duration TO_ANSWER = Duration.ofSeconds(60);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

	// The same pattern as in the gateway and the worker.
	private static final Pattern LIST_FILE = Pattern
		.compile("(followers|following)(_\\d{1,6})?( \\(\\d{1,3}\\))?\\.json", Pattern.CASE_INSENSITIVE);

	private static final int MAX_DEPTH = 8;

	private final RestClient http;

	public JobClient(URI gateway) {
		this.http = http(gateway);
	}

	static RestClient http(URI server) {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().connectTimeout(TO_CONNECT).build());
		requests.setReadTimeout(TO_ANSWER);
		return RestClient.builder()
			.baseUrl(server)
			.requestFactory(requests)
			.defaultHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
			.defaultStatusHandler(HttpStatusCode::isError, (request, answer) -> {
				throw new StackException("%s %s was answered %d: %s".formatted(request.getMethod(),
						request.getURI().getPath(), answer.getStatusCode().value(),
						new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8).strip()));
			})
			.build();
	}

	/** Submits a session and returns the job's id. */
	public String analyze(Session session) {
		return send("gateway",
				this.http.post()
					.uri("/api/analyze")
					.contentType(MediaType.APPLICATION_JSON)
					.body(Map.of("csrf_token", session.csrfToken(), "session_id", session.sessionId())))
			.path("job_id")
			.asString();
	}

	/** Uploads a data export, a ZIP or a folder, and returns the job's id. */
	public String importExport(Path export) {
		MultiValueMap<String, Resource> parts = new LinkedMultiValueMap<>();
		filesOf(export).forEach((file) -> parts.add("file", new FileSystemResource(file)));
		return send("gateway",
				this.http.post().uri("/api/v1/imports").contentType(MediaType.MULTIPART_FORM_DATA).body(parts))
			.path("id")
			.asString();
	}

	/** The ZIP itself; of a folder, the files of the two lists. */
	private static List<Path> filesOf(Path export) {
		if (Files.isRegularFile(export)) {
			return List.of(export);
		}
		if (!Files.isDirectory(export)) {
			throw new StackException("There is no file or folder " + export);
		}
		try (Stream<Path> below = Files.walk(export, MAX_DEPTH)) {
			List<Path> lists = below.filter(Files::isRegularFile)
				.filter((file) -> LIST_FILE.matcher(file.getFileName().toString()).matches())
				.sorted()
				.toList();
			if (lists.isEmpty()) {
				throw new StackException("No followers*.json and following.json below " + export);
			}
			return lists;
		}
		catch (IOException ex) {
			throw new StackException("Could not read " + export, ex);
		}
	}

	/** The number of running and queued jobs, left by an earlier run. */
	public int unfinishedJobs() {
		JsonNode queue = get("/api/queue");
		return queue.path("active_sessions").asInt(0) + queue.path("queued_jobs").asInt(0);
	}

	/** The job as it is now. */
	public JobView view(String job) {
		return JobView.from(get("/api/v1/jobs/{job}", job));
	}

	/** Polls the job until it ends and returns its last state. */
	public JobView follow(String job, Consumer<JobView> listener) {
		JobView view = view(job);
		while (!view.hasEnded()) {
			listener.accept(view);
			LockSupport.parkNanos(POLL_INTERVAL.toNanos());
			view = nextView(job, view);
		}
		listener.accept(view);
		return view;
	}

	private JobView nextView(String job, JobView last) {
		try {
			return JobView.from(read(this.http.get().uri("/api/v1/jobs/{job}", job)));
		}
		catch (RestClientException | JacksonException ex) {
			// The gateway may be restarting.
			return last;
		}
	}

	public JobView.Figures figures(String job) {
		return JobView.Figures.from(get("/api/v1/jobs/{job}", job).path("result"));
	}

	/** The first names that do not follow back. */
	public List<String> notFollowingBack(String job, int limit) {
		return get("/api/v1/jobs/{job}/result?view=notFollowingBack&limit={limit}", job, limit).path("items")
			.valueStream()
			.map((item) -> item.path("username").asString())
			.toList();
	}

	/** All names that do not follow back, from the older interface. */
	public List<String> unfollowers(String job) {
		return get("/api/status/{job}", job).path("result")
			.path("unfollowers")
			.valueStream()
			.map(JsonNode::asString)
			.toList();
	}

	private JsonNode get(String path, Object... variables) {
		return send("gateway", this.http.get().uri(path, variables));
	}

	static JsonNode send(String server, RestClient.RequestHeadersSpec<?> request) {
		try {
			return read(request);
		}
		catch (RestClientException | JacksonException ex) {
			throw new StackException("The %s did not answer: %s".formatted(server, ex.getMessage()), ex);
		}
	}

	private static JsonNode read(RestClient.RequestHeadersSpec<?> request) {
		String body = request.retrieve().body(String.class);
		return (body != null) ? JsonMapper.shared().readTree(body) : JsonMapper.shared().nullNode();
	}

}
