package io.followsync.gateway.fleet;

import java.time.Duration;

import io.followsync.gateway.database.UncancellableWork;
import io.followsync.runtime.logging.Failures;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Shows the fleet's figures and counts them when they are due, never twice at once.
 * Figures that cannot be counted or read anew stay, and their age grows.
 */
@Component
class FleetMetricsRefresh implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(FleetMetricsRefresh.class);

	// Looking once an interval would miss by a moment what is due an interval later.
	private static final int LOOKS_AN_INTERVAL = 2;

	private final FleetMetrics fleetMetrics;

	private final FleetGauges gauges;

	private final Duration interval;

	private final MeterRegistry meters;

	private volatile Disposable taking = Disposables.disposed();

	FleetMetricsRefresh(FleetMetrics fleetMetrics, FleetGauges gauges, FleetMetricsProperties properties,
			MeterRegistry meters) {
		this.fleetMetrics = fleetMetrics;
		this.gauges = gauges;
		this.interval = properties.interval();
		this.meters = meters;
		failed("count", 0);
		failed("read", 0);
	}

	@Override
	public void start() {
		this.taking = Flux.interval(Duration.ZERO, this.interval.dividedBy(LOOKS_AN_INTERVAL))
			.onBackpressureDrop()
			.concatMap((tick) -> once(), 0)
			.subscribe();
	}

	Mono<Void> once() {
		Mono<Void> counting = Mono.defer(() -> UncancellableWork.from(this.fleetMetrics.countIfDue(this.interval)));
		Mono<Void> reading = Mono.defer(() -> UncancellableWork.from(this.fleetMetrics.latest()))
			.doOnNext(this.gauges::show)
			.then();
		return counting.onErrorResume((error) -> keepLast("count", error))
			.then(reading.onErrorResume((error) -> keepLast("read", error)));
	}

	private Mono<Void> keepLast(String step, Throwable error) {
		failed(step, 1);
		log.atWarn()
			.addKeyValue("step", step)
			.addKeyValue("error", Failures.describe(error))
			.log("Figures of the fleet not renewed, showing the last ones");
		return Mono.empty();
	}

	private void failed(String step, int more) {
		this.meters.counter("followsync.census.failures", "step", step).increment(more);
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
