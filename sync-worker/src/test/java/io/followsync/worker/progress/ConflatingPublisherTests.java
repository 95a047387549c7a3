package io.followsync.worker.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import io.followsync.messaging.MessageCodec;
import io.followsync.messaging.Topics;
import io.followsync.runtime.kafka.RecordSender;
import io.followsync.worker.tracing.Spans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

class ConflatingPublisherTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final KafkaTemplate<byte[], byte[]> broker = mock();

	@AfterEach
	void leaveTheVirtualTime() {
		VirtualTimeScheduler.reset();
	}

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
		publisher.publish(JobId.next(), running(1));

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
			mayEnd.acquireUninterruptibly();
			handedOver.set(true);
			return Mono.empty();
		});
		ConflatingPublisher publisher = new ConflatingPublisher(sender, Spans.NONE);
		publisher.start();
		publisher.publish(JobId.next(), running(1));
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

	@Test
	void sendsTheFirstStateAtOnceAndTheLatestOfThoseThatFollow() {
		VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
		RecordSender sender = mock();
		given(sender.send(any(), any(), any())).willReturn(Mono.empty());
		ConflatingPublisher publisher = new ConflatingPublisher(sender, Spans.NONE);
		publisher.start();
		JobId job = JobId.next();

		publisher.publish(job, running(1));
		time.advanceTime();
		publisher.publish(job, running(2));
		publisher.publish(job, running(3));
		time.advanceTimeBy(Duration.ofMillis(199));
		then(sender).should().send(any(), any(), argThat((value) -> seq(value) == 1));
		time.advanceTimeBy(Duration.ofMillis(1));

		then(sender).should().send(any(), any(), argThat((value) -> seq(value) == 3));
		then(sender).shouldHaveNoMoreInteractions();
	}

	@Test
	void dropsAStateThatCannotBeSentAndSendsTheOthers() {
		VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
		RecordSender sender = mock();
		given(sender.send(any(), any(), argThat((value) -> value != null && seq(value) == 1)))
			.willThrow(new IllegalStateException("bad"));
		given(sender.send(any(), any(), argThat((value) -> value != null && seq(value) > 1))).willReturn(Mono.empty());
		ConflatingPublisher publisher = new ConflatingPublisher(sender, Spans.NONE);
		List<JobId> jobs = List.of(JobId.next(), JobId.next(), JobId.next());
		jobs.forEach((job) -> publisher.publish(job, running(1)));
		for (JobId job : jobs.subList(1, 3)) {
			publisher.publish(job, running(2));
		}

		publisher.start();
		time.advanceTimeBy(Duration.ofMinutes(1));

		then(sender).should().send(any(), any(), argThat((value) -> seq(value) == 1));
		then(sender).should(times(2)).send(any(), any(), argThat((value) -> seq(value) == 2));
	}

	@Test
	void noTimerRunsWhileNothingIsPublished() {
		VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
		RecordSender sender = mock();
		given(sender.send(any(), any(), any())).willReturn(Mono.empty());
		ConflatingPublisher publisher = new ConflatingPublisher(sender, Spans.NONE);
		publisher.start();
		publisher.publish(JobId.next(), running(1));
		time.advanceTimeBy(Duration.ofSeconds(1));
		long flushes = time.getScheduledTaskCount();

		time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(time.getScheduledTaskCount()).isEqualTo(flushes);

		publisher.publish(JobId.next(), running(2));
		time.advanceTime();
		then(sender).should().send(any(), any(), argThat((value) -> seq(value) == 2));
	}

	private static long seq(byte[] event) {
		return new MessageCodec().decodeProgress(event).progress().seq();
	}

	private static JobProgress running(long seq) {
		return new JobProgress(seq, JobState.RUNNING, null, JobProgress.Lists.NONE, null, null, null, Instant.EPOCH);
	}

}
