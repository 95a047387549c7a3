package io.followsync.gateway.submission.kafka;

import java.time.Duration;

import io.followsync.gateway.submission.SyncRequestPublisher;
import io.followsync.messaging.MessageCodec;
import io.followsync.messaging.SyncRequest;
import io.followsync.messaging.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Sends from one thread of its own, because {@code send} itself blocks up to
 * {@code max.block.ms} without a broker. While that thread is behind by more than its
 * bounded backlog, wake-ups are dropped and counted: the dispatcher sends them again.
 */
@Component
class KafkaSyncRequestPublisher implements SyncRequestPublisher, DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(KafkaSyncRequestPublisher.class);

	private static final int MOST_WAITING = 1_000;

	private static final Duration TIME_TO_FINISH = Duration.ofSeconds(2);

	private final Scheduler sender = Schedulers.newBoundedElastic(1, MOST_WAITING, "sync-requests", 60, true);

	private final MessageCodec codec = new MessageCodec();

	private final KafkaTemplate<byte[], byte[]> template;

	private final Counter sent;

	private final Counter leftToTheDispatcher;

	KafkaSyncRequestPublisher(KafkaTemplate<byte[], byte[]> template, MeterRegistry meters) {
		this.template = template;
		this.sent = meters.counter("followsync.wakeups.published", "outcome", "sent");
		this.leftToTheDispatcher = meters.counter("followsync.wakeups.published", "outcome", "left_to_dispatcher");
	}

	@Override
	public void publish(SyncRequest request) {
		try {
			this.sender.schedule(() -> send(request));
		}
		catch (RuntimeException ex) {
			leave(request, ex);
		}
	}

	private void send(SyncRequest request) {
		try {
			this.template.send(Topics.REQUESTS, MessageCodec.key(request.lane()), this.codec.encode(request))
				.whenComplete((result, error) -> {
					if (error != null) {
						leave(request, error);
					}
					else {
						this.sent.increment();
					}
				});
		}
		catch (RuntimeException ex) {
			leave(request, ex);
		}
	}

	private void leave(SyncRequest request, Throwable error) {
		this.leftToTheDispatcher.increment();
		log.atWarn()
			.addKeyValue("job", request.job())
			.addKeyValue("cause", error.getClass().getSimpleName())
			.log("Left a wake-up to the dispatcher");
	}

	@Override
	public void destroy() {
		this.sender.disposeGracefully().timeout(TIME_TO_FINISH).onErrorComplete().subscribe();
	}

}
