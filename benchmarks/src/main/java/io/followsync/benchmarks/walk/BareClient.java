package io.followsync.benchmarks.walk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import io.followsync.stack.job.Session;
import org.jspecify.annotations.Nullable;

/**
 * Reads both lists of an account, one request after the other, and does nothing with the
 * answers but find the cursor in them. Takes the ids of accounts, and answers each with
 * the pages that it read and the seconds that they took.
 */
public final class BareClient {

	private static final byte[] CURSOR = "\"next_max_id\":\"".getBytes(StandardCharsets.UTF_8);

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private final URI instagram;

	private BareClient(URI instagram) {
		this.instagram = instagram;
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		BareClient client = new BareClient(URI.create(arguments[0]));
		try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			for (String order = orders.readLine(); order != null; order = orders.readLine()) {
				client.walk(Session.made(Long.parseLong(order)));
			}
		}
	}

	private void walk(Session session) throws IOException, InterruptedException {
		long start = System.nanoTime();
		int pages = read(session, "followers", "&search_surface=follow_list_page") + read(session, "following", "");
		System.out.printf("{\"pages\":%d,\"seconds\":%s}%n", pages, (System.nanoTime() - start) / 1e9);
	}

	private int read(Session session, String list, String surface) throws IOException, InterruptedException {
		String first = "/api/v1/friendships/%d/%s/?count=100%s".formatted(session.userId(), list, surface);
		int pages = 0;
		String cursor = "";
		while (cursor != null) {
			String after = cursor.isEmpty() ? "" : "&max_id=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
			cursor = cursorOf(get(session, first + after));
			pages++;
		}
		return pages;
	}

	private byte[] get(Session session, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.instagram.resolve(path))
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
			throw new IOException("answered " + answer.statusCode());
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
