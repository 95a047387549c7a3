package io.followsync.stack.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.followsync.stack.process.Supervisor.Part;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Over a part that is up or not, without a process. */
@Timeout(60)
class SupervisorTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Supervisor.RestartPolicy POLICY = new Supervisor.RestartPolicy(Duration.ofMillis(1),
			Duration.ofMillis(4), 3, Duration.ofHours(1));

	private final List<String> events = new CopyOnWriteArrayList<>();

	private final SettableClock clock = new SettableClock(Instant.parse("2026-11-01T12:00:00Z"));

	private final Supervisor supervisor = new Supervisor(POLICY, new Recorder(), this.clock);

	private final FakePart part = new FakePart();

	@AfterEach
	void close() {
		this.supervisor.close();
	}

	@Test
	void restartsAPartThatEnded() {
		this.supervisor.supervise(this.part.named("worker", List.of()));

		this.part.end("ended by signal 9 (KILL)");

		awaitEvents("worker failed: ended by signal 9 (KILL), pause 1", "worker restarted");
	}

	@Test
	void givesUpAfterSoManyFailuresInARow() {
		this.part.startFails = true;
		this.supervisor.supervise(this.part.named("worker", List.of()));

		this.part.end("ended with exit code 1");

		awaitEvents("worker failed: ended with exit code 1, pause 1", "worker failed: restart failed: no, pause 2",
				"worker gave up: restart failed: no, failures 3");
	}

	@Test
	void startsANewRowOfFailuresAfterALongRun() {
		this.supervisor.supervise(this.part.named("worker", List.of()));
		for (int run = 1; run <= 4; run++) {
			this.clock.advance(Duration.ofHours(2));
			this.part.end("run " + run);
			String last = "worker failed: run %d, pause 1".formatted(run);
			int restarts = run;
			Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
				assertThat(this.events).contains(last);
				assertThat(this.events.stream().filter("worker restarted"::equals)).hasSize(restarts);
			});
		}
	}

	@Test
	void countsAPartThatEndsSoonAfterEachRestart() {
		this.part.endsAfterEachStart = true;
		this.supervisor.supervise(this.part.named("worker", List.of()));

		this.part.end("crash");

		awaitEvents("worker failed: crash, pause 1", "worker restarted", "worker failed: crash, pause 2",
				"worker restarted", "worker gave up: crash, failures 3");
	}

	@Test
	void waitsForWhatAPartNeedsBeforeItRestarts() {
		FakePart database = new FakePart();
		Part needed = database.named("database", List.of());
		this.supervisor.supervise(this.part.named("worker", List.of(needed)));
		database.end("killed");

		this.part.end("no database");
		awaitEvents("worker failed: no database, pause 1");
		assertThat(this.part.starts).hasValue(0);
		database.end = Optional.empty();

		awaitEvents("worker failed: no database, pause 1", "worker restarted");
	}

	@Test
	void startsNothingAfterItIsClosed() throws InterruptedException {
		CountDownLatch starting = new CountDownLatch(1);
		this.part.onStart = () -> {
			starting.countDown();
			awaitInterrupt();
		};
		this.supervisor.supervise(this.part.named("worker", List.of()));
		this.part.end("killed");
		assertThat(starting.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

		this.supervisor.close();
		this.supervisor.supervise(this.part.named("late", List.of()));

		assertThat(this.part.starts).hasValue(1);
		assertThat(this.events).containsExactly("worker failed: killed, pause 1");
	}

	private static void awaitInterrupt() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("interrupted", ex);
		}
	}

	private void awaitEvents(String... expected) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.events).containsExactly(expected));
	}

	private final class Recorder implements Supervisor.Listener {

		@Override
		public void failed(String name, String reason, Duration pause) {
			SupervisorTests.this.events.add("%s failed: %s, pause %d".formatted(name, reason, pause.toMillis()));
		}

		@Override
		public void restarted(String name) {
			SupervisorTests.this.events.add(name + " restarted");
		}

		@Override
		public void gaveUp(String name, String reason, int failures) {
			SupervisorTests.this.events.add("%s gave up: %s, failures %d".formatted(name, reason, failures));
		}

	}

}
