package io.followsync.acceptance.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.followsync.acceptance.client.JobIds;
import io.followsync.acceptance.client.Reply;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.stack.job.Session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Submits an analysis at a steady pace, whatever happens. Each one is either accepted,
 * and must then end with the truth, or refused, and then nothing of it may be stored.
 */
final class Submitter implements AutoCloseable {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	private static final Duration PACE = Duration.ofMillis(400);

	private static final Population SMALL = Population.of(60, 50, 30).answeringIn(50);

	private final Stack stack;

	private final Crowd crowd;

	private final AtomicInteger attempts = new AtomicInteger();

	private final List<Session> refused = new ArrayList<>();

	private final Queue<String> unforeseen = new ConcurrentLinkedQueue<>();

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

	Submitter(Stack stack, Crowd crowd) {
		this.stack = stack;
		this.crowd = crowd;
		this.thread.scheduleWithFixedDelay(this::submit, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void submit() {
		try {
			Account account = this.stack.instagram().place(SMALL);
			Session session = account.session();
			Reply reply = this.stack.gateway().trySubmit(session);
			switch (reply.status()) {
				case 200 -> this.crowd.accepted(reply.text("job_id"), account);
				case 503 -> this.refused.add(session);
				default -> this.unforeseen.add(reply.toString());
			}
		}
		catch (RuntimeException ex) {
			this.unforeseen.add(ex.toString());
		}
		finally {
			this.attempts.incrementAndGet();
		}
	}

	void awaitAttempts(int count) {
		int wanted = this.attempts.get() + count;
		await().atMost(IN_TIME).until(() -> this.attempts.get() >= wanted);
	}

	/** Stops, and checks that nothing is known of the refused sessions. */
	@Override
	public void close() {
		this.thread.close();
		assertThat(this.unforeseen).as("answers that are neither yes nor no").isEmpty();
		for (Session session : this.refused) {
			String id = JobIds.of(session);
			await().atMost(IN_TIME)
				.untilAsserted(() -> assertThat(this.stack.gateway().status(id).status()).isEqualTo(404));
		}
	}

}
