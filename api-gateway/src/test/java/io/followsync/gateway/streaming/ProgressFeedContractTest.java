package io.followsync.gateway.streaming;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import io.followsync.messaging.ProgressEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;

/** The contract of every {@link StreamLifecycle.ProgressFeed}. */
public abstract class ProgressFeedContractTest {

	protected static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final int MANY = 60;

	private final List<ProgressEvent> received = new CopyOnWriteArrayList<>();

	private Disposable reading;

	protected abstract StreamLifecycle.ProgressFeed feed();

	/** Publishes as a worker does; returns when it is published. */
	protected abstract void publish(ProgressEvent event);

	/** Publishes a record that is not an event. */
	protected abstract void publishPoison(byte[] key, byte[] value);

	/** Whether a dead letter says where that record is and why it was put aside. */
	protected abstract boolean hasDeadLetter(byte[] value);

	/** Whether any dead letter repeats that, in its key, its value or a header. */
	protected abstract boolean isInADeadLetter(String text);

	/** How many records of the progress topic were put aside, as operators see it. */
	protected abstract double deadLettersCounted();

	protected abstract void restartBroker();

	@BeforeEach
	void read() {
		publish(event(JobId.next(), 1));
		this.reading = feed().events().subscribe(this.received::add);
		Awaitility.await().atMost(TIMEOUT).until(() -> feed().isReady());
	}

	@AfterEach
	void stop() {
		this.reading.dispose();
		Awaitility.await().atMost(TIMEOUT).until(() -> !feed().isReady());
	}

	@Test
	void deliversTheEventsOfAllJobsFromNowOn() {
		List<ProgressEvent> events = IntStream.range(0, MANY).mapToObj((n) -> event(JobId.next(), n)).toList();
		events.forEach(this::publish);
		Awaitility.await().atMost(TIMEOUT).until(() -> this.received.size() >= MANY);
		assertThat(this.received).containsExactlyInAnyOrderElementsOf(events);
	}

	@Test
	void keepsTheOrderOfOneJob() {
		JobId job = JobId.next();
		for (int seq = 1; seq <= MANY; seq++) {
			publish(event(job, seq));
		}
		Awaitility.await().atMost(TIMEOUT).until(() -> this.received.size() >= MANY);
		assertThat(this.received).extracting((event) -> event.progress().seq()).isSorted();
	}

	@Test
	void everyReaderGetsEveryEvent() {
		List<ProgressEvent> other = new CopyOnWriteArrayList<>();
		StreamLifecycle.ProgressFeed second = feed();
		Disposable alsoReading = second.events().subscribe(other::add);
		try {
			ProgressEvent event = event(JobId.next(), 7);
			Awaitility.await().atMost(TIMEOUT).untilAsserted(() -> {
				publish(event);
				assertThat(other).contains(event);
				assertThat(this.received).contains(event);
			});
		}
		finally {
			alsoReading.dispose();
		}
	}

	@Test
	void sendsPoisonToDeadLettersAndContinues() {
		String secret = JobId.next().toString();
		byte[] key = secret.getBytes(StandardCharsets.UTF_8);
		byte[] value = "{\"v\":1,\"%s".formatted(secret).getBytes(StandardCharsets.UTF_8);
		publishPoison(key, value);
		publishPoison(key, null);
		ProgressEvent event = event(JobId.next(), 3);
		publish(event);
		Awaitility.await().atMost(TIMEOUT).until(() -> this.received.contains(event));
		assertThat(this.received).containsOnly(event);
		Awaitility.await().atMost(TIMEOUT).until(() -> hasDeadLetter(value));
		assertThat(isInADeadLetter(secret)).as("repeated").isFalse();
		assertThat(deadLettersCounted()).isEqualTo(2);
	}

	@Test
	void resumesWhenTheBrokerIsBack() {
		restartBroker();
		ProgressEvent event = event(JobId.next(), 2);
		Awaitility.await().atMost(TIMEOUT).untilAsserted(() -> {
			publish(event);
			assertThat(this.received).contains(event);
		});
	}

	protected static ProgressEvent event(JobId job, long seq) {
		return new ProgressEvent(job,
				new JobProgress(seq, JobState.RUNNING, null, JobProgress.Lists.NONE, null, null, null, Instant.EPOCH));
	}

}
