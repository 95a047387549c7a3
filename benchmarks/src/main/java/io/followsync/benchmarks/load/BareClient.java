package io.followsync.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.followsync.stack.job.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads both lists of an account, one request after the other, and does nothing with the
 * answers but find the cursor in them. Takes the ids of accounts, separated by spaces,
 * reads all of them at the same time (a closed loop for each), and answers with the pages
 * that it read, the seconds that they took, and percentiles of the milliseconds of one.
 */
public final class BareClient {

	private static final byte[] CURSOR = "\"next_max_id\":\"".getBytes(StandardCharsets.UTF_8);

	private static final double NANOS_A_SECOND = TimeUnit.SECONDS.toNanos(1);

	private static final Duration WALK_TIMEOUT = Duration.ofMinutes(2);

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private final URI instagram;

	private final Latencies pages = new Latencies();

	private BareClient(URI instagram) {
		this.instagram = instagram;
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		URI instagram = URI.create(arguments[0]);
		try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			for (String order = orders.readLine(); order != null; order = orders.readLine()) {
				System.out.println(JsonMapper.shared()
					.writeValueAsString(new BareClient(instagram)
						.walk(Arrays.stream(order.split(" ")).map(Long::valueOf).toList())));
			}
		}
	}

	/** Starts one that reads from a simulator. */
	public static LoadProcess start(URI simulator, Path log) {
		return LoadProcess.start(BareClient.class, log, simulator.toString());
	}

	/** Makes one walk both lists of accounts; returns its answer. */
	public static JsonNode walk(LoadProcess client, List<Long> accounts) {
		client.send(accounts.stream().map(String::valueOf).collect(Collectors.joining(" ")));
		return client.answer(WALK_TIMEOUT);
	}

	private Map<String, Double> walk(List<Long> accounts) throws InterruptedException {
		long start = System.nanoTime();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Callable<Void>> walks = accounts.stream().map((account) -> walk(Session.made(account))).toList();
			for (Future<Void> walk : threads.invokeAll(walks)) {
				walk.get();
			}
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("a walk failed", ex.getCause());
		}
		double seconds = (System.nanoTime() - start) / NANOS_A_SECOND;
		return Map.of("pages", (double) this.pages.count(), "seconds", seconds, "p50", this.pages.millis(50), "p99",
				this.pages.millis(99));
	}

	private Callable<Void> walk(Session session) {
		return () -> {
			read(session, "followers", "&search_surface=follow_list_page");
			read(session, "following", "");
			return null;
		};
	}

	private void read(Session session, String list, String surface) throws IOException, InterruptedException {
		String first = "/api/v1/friendships/%d/%s/?count=100%s".formatted(session.userId(), list, surface);
		String cursor = "";
		while (cursor != null) {
			String after = cursor.isEmpty() ? "" : "&max_id=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
			long start = System.nanoTime();
			cursor = cursorOf(get(session, first + after));
			this.pages.addSince(start);
		}
	}

	private byte[] get(Session session, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.instagram.resolve(path))
			.timeout(ANSWER_TIMEOUT)
			.header("Cookie",
					"sessionid=%s; csrftoken=%s; ds_user_id=%d".formatted(session.sessionId(), session.csrfToken(),
							session.userId()))
			.header("X-CSRFToken", session.csrfToken())
			.header("X-IG-App-ID", "936619743392459")
			.header("User-Agent",
					"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 "
							+ "(KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")
			.build();
		HttpResponse<byte[]> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
		if (answer.statusCode() != 200) {
			throw new IOException("%s was answered %d".formatted(path, answer.statusCode()));
		}
		return answer.body();
	}

	// From the end, near which it is.
	private static @Nullable String cursorOf(byte[] body) {
		for (int start = body.length - CURSOR.length; start >= 0; start--) {
			int end = start + CURSOR.length;
			if (Arrays.equals(body, start, end, CURSOR, 0, CURSOR.length)) {
				int quote = end;
				while (body[quote] != '"') {
					quote++;
				}
				return new String(body, end, quote - end, StandardCharsets.UTF_8);
			}
		}
		return null;
	}

}
