package io.followsync.worker.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import io.followsync.messaging.Topics;
import io.followsync.runtime.kafka.RecordSender;
import io.followsync.worker.tracing.Spans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

class ConflatingPublisherTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final KafkaTemplate<byte[], byte[]> broker = mock();

	@Test
	void sendsConflatedProgressWhenTheServiceStops() {
		RecordSender sender = new RecordSender(this.broker, this.meters);
		// A slow broker: it accepts nothing before the sender has begun to stop.
		given(this.broker.send(any(ProducerRecord.class))).willAnswer((call) -> {
			await().atMost(Duration.ofSeconds(10)).until(() -> !sender.isRunning());
			return CompletableFuture.completedFuture(mock(SendResult.class));
		});
		GenericApplicationContext service = new GenericApplicationContext();
		ConflatingPublisher publisher = new ConflatingPublisher(sender, Spans.NONE);
		service.registerBean(RecordSender.class, () -> sender);
		service.registerBean(ConflatingPublisher.class, () -> publisher);
		service.refresh();
		publisher.publish(JobId.next(), running());

		service.close();

		assertThat(this.meters.counter("followsync.records", "topic", Topics.PROGRESS, "outcome", "sent").count())
			.isOne();
	}

	@Test
	void stoppingWaitsForATurnUnderWay() {
		RecordSender sender = mock();
		Semaphore begun = new Semaphore(0);
		Semaphore mayEnd = new Semaphore(0);
		AtomicBoolean handedOver = new AtomicBoolean();
		given(sender.send(any(), any(), any())).willAnswer((call) -> {
			begun.release();
			// The stop interrupts the turn.
			mayEnd.acquireUninterruptibly();
			handedOver.set(true);
			return Mono.empty();
		});
		ConflatingPublisher publisher = new ConflatingPublisher(sender, Spans.NONE);
		publisher.start();
		publisher.publish(JobId.next(), running());
		await().until(begun::tryAcquire);

		AtomicBoolean handedOverBefore = new AtomicBoolean();
		Thread stop = Thread.ofPlatform().start(() -> {
			publisher.stop();
			handedOverBefore.set(handedOver.get());
		});
		await().until(() -> stop.getState() == Thread.State.BLOCKED || !stop.isAlive());
		mayEnd.release();

		await().until(() -> !stop.isAlive());
		assertThat(handedOverBefore).isTrue();
		then(sender).should().send(any(), any(), any());
	}

	private static JobProgress running() {
		return new JobProgress(1, JobState.RUNNING, null, JobProgress.Lists.NONE, null, null, null, Instant.EPOCH);
	}

}
