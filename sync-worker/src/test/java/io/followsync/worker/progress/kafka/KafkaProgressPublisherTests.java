package io.followsync.worker.progress.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import io.followsync.messaging.Topics;
import io.followsync.runtime.kafka.RecordSender;
import io.followsync.worker.tracing.Spans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class KafkaProgressPublisherTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final KafkaTemplate<byte[], byte[]> broker = mock();

	@Test
	void whatIsConflatedStillGoesOutWhenTheServiceStops() {
		RecordSender sender = new RecordSender(this.broker, this.meters);
		// A slow broker: it accepts nothing before the sender has begun to stop.
		given(this.broker.send(any(ProducerRecord.class))).willAnswer((call) -> {
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !sender.isRunning());
			return CompletableFuture.completedFuture(mock(SendResult.class));
		});
		GenericApplicationContext service = new GenericApplicationContext();
		KafkaProgressPublisher publisher = new KafkaProgressPublisher(sender, Spans.NONE);
		service.registerBean(RecordSender.class, () -> sender);
		service.registerBean(KafkaProgressPublisher.class, () -> publisher);
		service.refresh();
		publisher.publish(JobId.next(),
				new JobProgress(1, JobState.RUNNING, null, JobProgress.Lists.NONE, null, null, null, Instant.EPOCH));

		service.close();

		assertThat(this.meters.counter("followsync.records", "topic", Topics.PROGRESS, "outcome", "sent").count())
			.isOne();
	}

}
