package io.followsync.acceptance.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Inside;
import io.followsync.acceptance.stack.Metrics;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.job.Session;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients hang up at any moment: while sending the request, before the answer, or in the
 * middle of it.
 */
@ChaosTest
@StackTest(StackKind.ROUGH)
@Order(44)
class CancelledRequestsChaosTests {

	private static final Logger log = LoggerFactory.getLogger(CancelledRequestsChaosTests.class);

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	private static final int AT_ONCE = 16;

	private static final int WARM_UP = 500;

	// Keeps submissions few, because they are read only as fast as the budget of new
	// sessions allows.
	private static final int ONE_SUBMITS_IN = 15;

	private static final String SERVED = "http_server_requests_seconds_count";

	private static final String WITHOUT_RESULT = "SELECT count(*) FROM jobs WHERE state <> 'COMPLETED'";

	@Test
	void abortedRequestsLeakNothingAndStoredJobsEnd(Stack stack, Disorder disorder) {
		long withoutResult = stack.tables().number(WITHOUT_RESULT);
		Crowd crowd = new Crowd(stack);
		crowd.submit(3, Population.of(500, 200, 100).answeringIn(150));
		// Many accounts, so that no session waits for the account's budget or for earlier
		// sessions.
		List<Account> accounts = Stream.generate(() -> stack.instagram().place(Population.of(20, 20, 10)))
			.limit(disorder.amount(100, 400))
			.toList();
		Inside gateway = new Inside(stack.parts().gateway());
		hangUp(stack, calls(crowd, accounts, disorder, WARM_UP));
		long before = gateway.liveHeap();

		List<Call> calls = calls(crowd, accounts, disorder, disorder.amount(1_500, 12_500));
		double served = Metrics.sum(stack.metricsOfGateway(), SERVED);
		hangUp(stack, calls);

		long arrived = calls.stream().filter(Call::certainlyArrives).count();
		await().atMost(IN_TIME)
			.untilAsserted(() -> assertThat(Metrics.sum(stack.metricsOfGateway(), SERVED) - served)
				.as("cancelled requests that the gateway counts")
				.isGreaterThanOrEqualTo(arrived));
		crowd.assertThatAllEndWithTheTruth();
		await().atMost(IN_TIME).until(() -> new Work(stack.tables()).done());
		assertThat(stack.tables().number(WITHOUT_RESULT)).as("jobs without a result").isEqualTo(withoutResult);
		Soundness.assertThatAllIsWell(stack, crowd);
		long grown = gateway.liveHeap() - before;
		log.info("{} requests arrived for sure, and the gateway keeps {} bytes more", arrived, grown);
		assertThat(grown).as("growth of the gateway's live heap in bytes").isLessThan(Heaps.MAY_GROW);
	}

	/**
	 * {@code whole} complete requests, and half as many that break off before their end.
	 */
	private static List<Call> calls(Crowd crowd, List<Account> accounts, Disorder disorder, int whole) {
		List<String> jobs = List.copyOf(crowd.jobs().keySet());
		List<Call> calls = new ArrayList<>();
		for (int i = 0; i < whole + whole / 2; i++) {
			byte[] request = request(disorder, disorder.oneOf(jobs), disorder.oneOf(accounts));
			calls.add((i < whole) ? new Call(request, disorder.oneIn(5) ? 0 : disorder.between(1, 400))
					: new Call(Arrays.copyOf(request, disorder.between(1, request.length - 1)), 0));
		}
		return disorder.shuffled(calls);
	}

	/**
	 * Returns when the client has hung up on all calls; fails if the gateway hangs up
	 * first.
	 */
	private static void hangUp(Stack stack, List<Call> calls) {
		Semaphore places = new Semaphore(AT_ONCE);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<CompletableFuture<Void>> made = new ArrayList<>();
			for (Call call : calls) {
				places.acquireUninterruptibly();
				made.add(CompletableFuture.runAsync(() -> call.make(stack.parts().gateway().url()), threads)
					.whenComplete((done, failure) -> places.release()));
			}
			made.forEach(CompletableFuture::join);
		}
	}

	private static byte[] request(Disorder disorder, String job, Account account) {
		String text = disorder.oneIn(ONE_SUBMITS_IN) ? submission(account)
				: "GET " + disorder.oneOf(paths(job)) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	private static List<String> paths(String job) {
		return List.of("/api/status/" + job, "/api/v1/jobs/" + job, "/api/jobs/" + job + "/events", "/api/queue",
				"/api/health", "/api/v1/jobs/" + job + "/result?view=fans");
	}

	private static String submission(Account account) {
		Session session = account.session();
		String body = "{\"csrf_token\":\"%s\",\"session_id\":\"%s\"}".formatted(session.csrfToken(),
				session.sessionId());
		return "POST /api/analyze HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
			.formatted(body.length(), body);
	}

	/**
	 * One request whose client hangs up.
	 *
	 * @param read how many bytes of the answer to wait for first
	 */
	private record Call(byte[] sent, int read) {

		boolean certainlyArrives() {
			return this.read > 0;
		}

		void make(URI server) {
			try (Socket socket = new Socket(server.getHost(), server.getPort())) {
				socket.setSoTimeout((int) IN_TIME.toMillis());
				// Close with a reset.
				socket.setSoLinger(true, 0);
				socket.getOutputStream().write(this.sent);
				InputStream answer = socket.getInputStream();
				for (int i = 0; i < this.read && answer.read() >= 0; i++) {
					// Read no further than asked.
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
