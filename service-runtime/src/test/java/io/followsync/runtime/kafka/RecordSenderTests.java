package io.followsync.runtime.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.followsync.messaging.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class RecordSenderTests {

	private static final byte[] BYTES = { 1 };

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final KafkaTemplate<byte[], byte[]> broker = mock();

	private final Semaphore taking = new Semaphore(0);

	private final RecordSender sender = new RecordSender(this.broker, this.meters);

	RecordSenderTests() {
		given(this.broker.send(any(ProducerRecord.class))).willAnswer((call) -> {
			this.taking.acquire();
			return CompletableFuture.completedFuture(mock(SendResult.class));
		});
		this.sender.start();
	}

	@AfterEach
	void closeThreads() {
		this.taking.release(100);
	}

	@Test
	void sendsWaitingRecordsBeforeItStops() throws InterruptedException {
		for (int i = 0; i < 20; i++) {
			this.sender.send(Topics.PROGRESS, BYTES, BYTES).subscribe();
		}
		CountDownLatch stopped = new CountDownLatch(1);
		this.sender.stop(stopped::countDown);
		assertThat(stopped.getCount()).isOne();

		this.taking.release(20);

		assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(count("sent")).isEqualTo(20);
		assertThat(count("dropped")).isZero();
	}

	@Test
	void stopsInABoundedTimeWhileTheBrokerIsDown() {
		this.sender.send(Topics.PROGRESS, BYTES, BYTES).subscribe();
		AtomicBoolean stopped = new AtomicBoolean();
		this.sender.stop(() -> stopped.set(true));
		Awaitility.await().atMost(Duration.ofSeconds(10)).untilTrue(stopped);
		assertThat(count("sent")).isZero();
	}

	@Test
	void dropsAndCountsRecordsAfterItStopped() {
		AtomicBoolean stopped = new AtomicBoolean();
		this.sender.stop(() -> stopped.set(true));
		Awaitility.await().atMost(Duration.ofSeconds(10)).untilTrue(stopped);

		assertThat(this.sender.trySend(Topics.REQUESTS, BYTES, BYTES).block(Duration.ofSeconds(10))).isFalse();
		assertThat(this.meters.counter("followsync.records", "topic", Topics.REQUESTS, "outcome", "dropped").count())
			.isOne();
	}

	@Test
	void sendsAgainAfterARestart() {
		AtomicBoolean stopped = new AtomicBoolean();
		this.sender.stop(() -> stopped.set(true));
		Awaitility.await().atMost(Duration.ofSeconds(10)).untilTrue(stopped);
		this.sender.start();

		this.taking.release(1);

		assertThat(this.sender.trySend(Topics.REQUESTS, BYTES, BYTES).block(Duration.ofSeconds(10))).isTrue();
	}

	private double count(String outcome) {
		return this.meters.counter("followsync.records", "topic", Topics.PROGRESS, "outcome", outcome).count();
	}

}
