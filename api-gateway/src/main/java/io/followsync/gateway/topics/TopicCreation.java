package io.followsync.gateway.topics;

import java.time.Duration;

import io.followsync.runtime.logging.Durations;
import io.followsync.runtime.logging.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Creates the topics in the background and retries until the broker is there;
 * {@link KafkaAdmin} by itself delays startup and tries only once.
 */
@Component
class TopicCreation implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

	private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

	private final KafkaAdmin kafka;

	private final Disposable.Swap creation = Disposables.swap();

	private volatile boolean running;

	TopicCreation(KafkaAdmin kafka) {
		this.kafka = kafka;
	}

	@Override
	public void start() {
		this.running = true;
		this.creation.update(Mono.fromCallable(this::create)
			.subscribeOn(Schedulers.boundedElastic())
			.doOnError((error) -> log.warn("Creating the topics failed, retrying within {}: {}",
					Durations.print(MAX_PAUSE), Failures.describe(error)))
			.retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE).maxBackoff(MAX_PAUSE))
			.subscribe((created) -> log.info("The topics exist"),
					(error) -> log.error("Creating the topics failed, not retrying: {}", Failures.describe(error))));
	}

	private boolean create() {
		if (!this.kafka.initialize()) {
			throw new IllegalStateException("the broker is away");
		}
		return true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.creation.update(Disposables.disposed());
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
