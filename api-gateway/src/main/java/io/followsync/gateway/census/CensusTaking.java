package io.followsync.gateway.census;

import java.time.Duration;

import io.followsync.gateway.database.Detached;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes the census at its interval, never twice at once. */
@Component
class CensusTaking implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(CensusTaking.class);

	private final Census census;

	private final CensusGauges gauges;

	private final Duration interval;

	private final Counter failures;

	private volatile Disposable taking = Disposables.disposed();

	CensusTaking(Census census, CensusGauges gauges, CensusProperties properties, MeterRegistry meters) {
		this.census = census;
		this.gauges = gauges;
		this.interval = properties.interval();
		this.failures = meters.counter("followsync.census.failures");
	}

	@Override
	public void start() {
		this.taking = Flux.interval(Duration.ZERO, this.interval)
			.onBackpressureDrop()
			.concatMap((tick) -> once(), 0)
			.subscribe();
	}

	Mono<Void> once() {
		return Mono.defer(() -> Detached.from(this.census.take())).doOnNext(this.gauges::show).onErrorResume((ex) -> {
			this.gauges.showNothing();
			this.failures.increment();
			log.atWarn().addKeyValue("cause", ex.getClass().getSimpleName()).log("Jobs could not be counted");
			return Mono.empty();
		}).then();
	}

	@Override
	public void stop() {
		this.taking.dispose();
	}

	@Override
	public boolean isRunning() {
		return !this.taking.isDisposed();
	}

}
