package io.followsync.gateway.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

import io.followsync.gateway.operations.FleetMetrics.Figures;
import io.followsync.job.JobState;
import io.followsync.job.WaitReason;
import io.followsync.runtime.database.Columns;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The latest figures of the fleet as gauges, together with their age; NaN before the
 * first. Every gateway reports the same figures: aggregate them with max, not sum.
 */
@Component
class FleetGauges {

	private static final String SECONDS = "seconds";

	private final Clock clock;

	private final AtomicReference<@Nullable Figures> last = new AtomicReference<>();

	private volatile @Nullable Instant countedAt;

	FleetGauges(MeterRegistry meters, Clock clock) {
		this.clock = clock;
		Gauge.builder("followsync.fleet.figures.age", this, FleetGauges::ageInSeconds)
			.baseUnit(SECONDS)
			.register(meters);
		for (JobState state : EnumSet.of(JobState.UPLOADING, JobState.QUEUED, JobState.RUNNING, JobState.PARKED)) {
			gauge("jobs", (figures) -> figures.jobs().getOrDefault(state.name(), 0L)).tag("state", tag(state))
				.register(meters);
		}
		for (WaitReason reason : WaitReason.values()) {
			gauge("jobs.waiting", (figures) -> figures.waiting().getOrDefault(reason.name(), 0L))
				.tag("reason", tag(reason))
				.register(meters);
		}
		gauge("jobs.runnable", Figures::runnable).register(meters);
		gauge("jobs.oldest.queued", Figures::oldest).baseUnit(SECONDS).register(meters);
		gauge("jobs.stalled", Figures::stalled).baseUnit(SECONDS).register(meters);
		gauge("dispatch.lag", Figures::overdue).baseUnit(SECONDS).register(meters);
		gauge("jobs.unremoved", Figures::unremoved).baseUnit(SECONDS).register(meters);
		gauge("workers", Figures::workers).register(meters);
		gauge("workers.slots", Figures::slots).register(meters);
		gauge("budget.remaining", (figures) -> orNaN(figures.application())).tag("bucket", "application")
			.baseUnit("tokens")
			.register(meters);
		gauge("budget.remaining", (figures) -> orNaN(figures.unconfirmed())).tag("bucket", "unconfirmed")
			.baseUnit("tokens")
			.register(meters);
	}

	void show(FleetMetrics.Snapshot snapshot) {
		this.countedAt = this.clock.instant().minus(snapshot.age());
		this.last.set(snapshot.figures());
	}

	// Not 0: a gateway that has read no figures must not look up to date.
	private double ageInSeconds() {
		Instant counted = this.countedAt;
		return (counted != null) ? Math.max(0, Columns.seconds(Duration.between(counted, this.clock.instant())))
				: Double.NaN;
	}

	private Gauge.Builder<?> gauge(String name, ToDoubleFunction<Figures> value) {
		return Gauge.builder("followsync." + name, this.last, (held) -> {
			Figures figures = held.get();
			return (figures != null) ? value.applyAsDouble(figures) : Double.NaN;
		});
	}

	private static double orNaN(@Nullable Double tokens) {
		return (tokens != null) ? tokens : Double.NaN;
	}

	private static String tag(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
