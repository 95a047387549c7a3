package io.followsync.gateway.operations;

import java.time.Duration;

import io.followsync.gateway.ManyJobs;
import io.followsync.gateway.operations.FleetMetrics.Figures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("full")
class FleetMetricsReadsTests {

	private static final long LIVE = 100_000;

	private final ManyJobs jobs = ManyJobs.shared();

	private final R2dbcFleetMetrics fleetMetrics = new R2dbcFleetMetrics(this.jobs.database(), JsonMapper.shared());

	@Test
	void countingReadsLiveJobsOnly() {
		assertThat(this.jobs.readBy(this.jobs.database().sql(R2dbcFleetMetrics.FIGURES).fetch().all().then()))
			.isLessThan(4 * LIVE);
	}

	@Test
	void showingReadsNoJobs() {
		assertThat(this.jobs.readBy(this.fleetMetrics.latest())).isZero();
	}

	@Test
	void countsAllLiveJobs() {
		this.fleetMetrics.countIfDue(Duration.ofHours(1)).block();
		Figures figures = this.fleetMetrics.latest().block().figures();
		assertThat(figures.jobs()).containsEntry("QUEUED", 10_500L)
			.containsEntry("RUNNING", 300L)
			.containsEntry("PARKED", 89_200L);
		assertThat(figures.runnable()).isEqualTo(10_700);
	}

}
