package io.followsync.acceptance.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Inside;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.job.Session;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients hang up at any moment: before the answer, in the middle of it, or of their own
 * request.
 */
@ChaosTest
@StackTest(StackKind.ROUGH)
@Order(44)
class CancelledRequestsChaosTests {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	private static final int AT_ONCE = 16;

	private static final long MAY_GROW = 12_000_000;

	@Test
	void nothingLeaksAndWhatWasStoredEnds(Stack stack, Disorder disorder) {
		Crowd crowd = new Crowd(stack);
		crowd.submit(3, Population.of(500, 200, 100).answeringIn(150));
		// Many, so that none waits for its budget or for the sessions before it.
		List<Account> accounts = Stream.generate(() -> stack.instagram().place(Population.of(20, 20, 10)))
			.limit(disorder.amount(100, 400))
			.toList();
		Inside gateway = new Inside(stack.parts().gateway());
		hangUp(stack, crowd, accounts, disorder, 500);
		long before = gateway.liveHeap();

		hangUp(stack, crowd, accounts, disorder, disorder.amount(2_000, 10_000));

		crowd.assertThatAllEndWithTheTruth();
		await().atMost(IN_TIME).until(() -> new Work(stack.tables()).done());
		Soundness.assertThatNothingIsLeftOver(stack);
		assertThat(gateway.liveHeap() - before).as("growth of the gateway's live heap in bytes").isLessThan(MAY_GROW);
	}

	private static void hangUp(Stack stack, Crowd crowd, List<Account> accounts, Disorder disorder, int times) {
		List<String> jobs = List.copyOf(crowd.jobs().keySet());
		Semaphore places = new Semaphore(AT_ONCE);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < times; i++) {
				byte[] request = request(disorder, disorder.oneOf(jobs), disorder.oneOf(accounts));
				int sent = disorder.oneIn(3) ? disorder.between(1, request.length) : request.length;
				int read = disorder.oneIn(2) ? 0 : disorder.between(1, 400);
				places.acquireUninterruptibly();
				threads.execute(() -> {
					try {
						hangUp(stack.parts().gateway().url(), request, sent, read);
					}
					finally {
						places.release();
					}
				});
			}
		}
	}

	private static void hangUp(URI server, byte[] request, int sent, int read) {
		try (Socket socket = new Socket(server.getHost(), server.getPort())) {
			socket.setSoTimeout((int) IN_TIME.toMillis());
			// A reset rather than a farewell.
			socket.setSoLinger(true, 0);
			socket.getOutputStream().write(request, 0, sent);
			InputStream answer = socket.getInputStream();
			for (int i = 0; sent == request.length && i < read && answer.read() >= 0; i++) {
				// Only as far as it was to be read.
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] request(Disorder disorder, String job, Account account) {
		String get = disorder.oneOf(List.of("/api/status/" + job, "/api/v1/jobs/" + job, "/api/jobs/" + job + "/events",
				"/api/queue", "/api/health", "/api/v1/jobs/" + job + "/result?view=fans", ""));
		return (get.isEmpty() ? submission(account) : "GET " + get + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII);
	}

	private static String submission(Account account) {
		Session session = account.session();
		String body = "{\"csrf_token\":\"%s\",\"session_id\":\"%s\"}".formatted(session.csrfToken(),
				session.sessionId());
		return "POST /api/analyze HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
			.formatted(body.length(), body);
	}

}
