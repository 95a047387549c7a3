package io.followsync.gateway.queue;

import io.followsync.messaging.MessageCodec;
import io.followsync.messaging.SyncRequest;
import io.followsync.messaging.Topics;
import io.followsync.runtime.kafka.RecordSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Announces stored jobs to the workers. Only a wake-up: the workers' dispatcher finds a
 * job that was not announced once its {@code dispatch_at} has passed.
 */
@Component
public class SyncRequestPublisher {

	private static final Logger log = LoggerFactory.getLogger(SyncRequestPublisher.class);

	private final MessageCodec codec = new MessageCodec();

	private final RecordSender sender;

	SyncRequestPublisher(RecordSender sender) {
		this.sender = sender;
	}

	/**
	 * Returns at once, never throws and never blocks, whether or not the broker can be
	 * reached. Call it after the job was committed.
	 */
	public void publish(SyncRequest request) {
		this.sender.trySend(Topics.REQUESTS, MessageCodec.key(request.lane()), this.codec.encode(request))
			.filter((sent) -> !sent)
			.subscribe((dropped) -> log.atWarn()
				.addKeyValue("job", request.job())
				.log("Publishing a wake-up failed, the workers' dispatcher will announce the job"));
	}

}
