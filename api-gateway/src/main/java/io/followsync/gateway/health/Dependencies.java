package io.followsync.gateway.health;

import java.time.Duration;
import java.util.Optional;

import io.followsync.gateway.database.Detached;
import io.followsync.gateway.queue.QueueLine;
import io.followsync.gateway.queue.QueueStanding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The services that the gateway depends on. Each check takes at most two seconds, is
 * shared by concurrent callers and is cached for one second, so that frequent health
 * calls do not load the database.
 */
@Component
public class Dependencies {

	private static final Logger log = LoggerFactory.getLogger(Dependencies.class);

	private static final Duration MOST_TIME = Duration.ofSeconds(2);

	private static final Duration VALIDITY = Duration.ofSeconds(1);

	private final Mono<Optional<QueueStanding>> database;

	private final Mono<Boolean> broker;

	Dependencies(QueueLine line, BrokerReachability broker) {
		this.database = Detached.within(MOST_TIME, line.standing())
			.map(Optional::of)
			.onErrorResume(Dependencies::away)
			.cache(VALIDITY);
		this.broker = Mono.defer(broker::reachable).cache(VALIDITY);
	}

	/** The queue, read by a real query; empty while the database does not answer. */
	public Mono<Optional<QueueStanding>> database() {
		return this.database;
	}

	public Mono<Boolean> brokerReachable() {
		return this.broker;
	}

	private static Mono<Optional<QueueStanding>> away(Throwable error) {
		log.atWarn().addKeyValue("cause", error.getClass().getSimpleName()).log("The database does not answer");
		return Mono.just(Optional.empty());
	}

}
