package io.followsync.gateway.operations;

import io.followsync.runtime.database.Columns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

import io.followsync.gateway.operations.FleetMetrics.Figures;
import io.followsync.job.JobState;
import io.followsync.job.WaitReason;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The latest figures of the fleet as gauges, together with their age; NaN before the
 * first. Every gateway reports the same figures: aggregate them with max, not sum.
 */
@Component
class FleetGauges {

	private static final String SECONDS = "seconds";

	private final MeterRegistry meters;

	private final Clock clock;

	private final AtomicReference<@Nullable Figures> last = new AtomicReference<>();

	private volatile @Nullable Instant countedAt;

	FleetGauges(MeterRegistry meters, Clock clock) {
		this.meters = meters;
		this.clock = clock;
		Gauge.builder("followsync.fleet.figures.age", this, FleetGauges::ageInSeconds)
			.baseUnit(SECONDS)
			.register(meters);
		for (JobState state : EnumSet.of(JobState.UPLOADING, JobState.QUEUED, JobState.RUNNING, JobState.PARKED)) {
			gauge("jobs", tag("state", state), (figures) -> figures.jobs().getOrDefault(state, 0L));
		}
		for (WaitReason reason : WaitReason.values()) {
			gauge("jobs.waiting", tag("reason", reason), (figures) -> figures.waiting().getOrDefault(reason, 0L));
		}
		gauge("jobs.runnable", Tags.empty(), Figures::runnable);
		age("jobs.oldest.queued", (figures) -> figures.ages().queued());
		age("jobs.stalled", (figures) -> figures.ages().stalled());
		age("dispatch.lag", (figures) -> figures.ages().overdue());
		age("jobs.unremoved", (figures) -> figures.ages().unremoved());
		gauge("workers", Tags.empty(), (figures) -> figures.workers().replicas());
		gauge("workers.slots", Tags.empty(), (figures) -> figures.workers().slots());
		for (String bucket : List.of("application", "unconfirmed")) {
			Gauge
				.builder("followsync.budget.remaining", this.last,
						(held) -> value(held, (figures) -> figures.remainingTokens().getOrDefault(bucket, Double.NaN)))
				.baseUnit("tokens")
				.tag("bucket", bucket)
				.register(meters);
		}
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

	private void age(String name, ToDoubleFunction<Figures> value) {
		Gauge.builder("followsync." + name, this.last, (held) -> value(held, value))
			.baseUnit(SECONDS)
			.register(this.meters);
	}

	private void gauge(String name, Tags tags, ToDoubleFunction<Figures> value) {
		Gauge.builder("followsync." + name, this.last, (held) -> value(held, value)).tags(tags).register(this.meters);
	}

	private static double value(AtomicReference<@Nullable Figures> held, ToDoubleFunction<Figures> value) {
		Figures figures = held.get();
		return (figures != null) ? value.applyAsDouble(figures) : Double.NaN;
	}

	private static Tags tag(String name, Enum<?> value) {
		return Tags.of(name, value.name().toLowerCase(Locale.ROOT));
	}

}
