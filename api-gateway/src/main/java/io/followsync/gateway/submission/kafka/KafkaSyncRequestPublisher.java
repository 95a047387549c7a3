package io.followsync.gateway.submission.kafka;

import io.followsync.gateway.submission.SyncRequestPublisher;
import io.followsync.messaging.MessageCodec;
import io.followsync.messaging.SyncRequest;
import io.followsync.messaging.Topics;
import io.followsync.runtime.kafka.RecordSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** A wake-up that cannot be sent is left to the dispatcher, which sends it again. */
@Component
class KafkaSyncRequestPublisher implements SyncRequestPublisher {

	private static final Logger log = LoggerFactory.getLogger(KafkaSyncRequestPublisher.class);

	private final MessageCodec codec = new MessageCodec();

	private final RecordSender sender;

	KafkaSyncRequestPublisher(RecordSender sender) {
		this.sender = sender;
	}

	@Override
	public void publish(SyncRequest request) {
		this.sender.trySend(Topics.REQUESTS, MessageCodec.key(request.lane()), this.codec.encode(request))
			.filter((sent) -> !sent)
			.subscribe((
					dropped) -> log.atWarn().addKeyValue("job", request.job()).log("Left a wake-up to the dispatcher"));
	}

}
