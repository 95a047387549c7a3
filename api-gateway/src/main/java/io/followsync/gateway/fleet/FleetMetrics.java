package io.followsync.gateway.fleet;

import java.time.Duration;

import reactor.core.publisher.Mono;

/**
 * Counts over the whole deployment, which only the database can do: made by one gateway
 * at a time, stored, and read by all.
 */
public interface FleetMetrics {

	/**
	 * Counts and stores the figures, unless they were counted within the interval or
	 * another gateway is counting. One that dies meanwhile keeps the others from it for
	 * seconds only.
	 */
	Mono<Void> countIfDue(Duration interval);

	/** What was counted last; empty if nothing ever was. */
	Mono<CountedFigures> latest();

}
