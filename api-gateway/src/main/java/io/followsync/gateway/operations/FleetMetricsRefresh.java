package io.followsync.gateway.operations;

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

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Counts the fleet's figures when they are due and shows the latest ones, never twice at
 * once. Figures that cannot be renewed stay, and their age grows.
 */
@Component
class FleetMetricsRefresh implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(FleetMetricsRefresh.class);

	// Once an interval would miss by a moment figures that are due an interval later.
	private static final int REFRESHES_PER_INTERVAL = 2;

	private final FleetMetrics fleetMetrics;

	private final FleetGauges gauges;

	private final Duration interval;

	private final MeterRegistry meters;

	private volatile Disposable refreshing = Disposables.disposed();

	FleetMetricsRefresh(FleetMetrics fleetMetrics, FleetGauges gauges, Properties properties, MeterRegistry meters) {
		this.fleetMetrics = fleetMetrics;
		this.gauges = gauges;
		this.interval = properties.interval();
		this.meters = meters;
		countFailures("count", 0);
		countFailures("read", 0);
	}

	@Override
	public void start() {
		this.refreshing = Flux.interval(Duration.ZERO, this.interval.dividedBy(REFRESHES_PER_INTERVAL))
			.onBackpressureDrop()
			.concatMap((tick) -> refresh(), 0)
			.subscribe();
	}

	Mono<Void> refresh() {
		Mono<Void> counting = Mono.defer(() -> UncancellableWork.from(this.fleetMetrics.countIfDue(this.interval)));
		Mono<Void> reading = Mono.defer(() -> UncancellableWork.from(this.fleetMetrics.latest()))
			.doOnNext(this.gauges::show)
			.then();
		return counting.onErrorResume((error) -> keepLatest("count", error))
			.then(reading.onErrorResume((error) -> keepLatest("read", error)));
	}

	private Mono<Void> keepLatest(String step, Throwable error) {
		countFailures(step, 1);
		log.atWarn()
			.addKeyValue("step", step)
			.addKeyValue("error", Failures.describe(error))
			.log("Refreshing the fleet's figures failed, showing the last ones and retrying");
		return Mono.empty();
	}

	private void countFailures(String step, int more) {
		this.meters.counter("followsync.fleet.figures.failures", "step", step).increment(more);
	}

	@Override
	public void stop() {
		this.refreshing.dispose();
	}

	@Override
	public boolean isRunning() {
		return !this.refreshing.isDisposed();
	}

	/**
	 * The metrics of the whole fleet.
	 *
	 * @param interval how often jobs are counted for the metrics
	 */
	@ConfigurationProperties("followsync.fleet")
	record Properties(@DefaultValue("10s") Duration interval) {

		Properties {
			if (!interval.isPositive()) {
				throw new IllegalArgumentException("followsync.fleet.interval must be positive");
			}
		}

	}

}
