package io.followsync.gateway.operations;

import java.time.Duration;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.jobs.TestJobs;
import io.followsync.job.JobId;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FleetMetricsTests extends GatewayIntegrationTest {

	private static final Duration ONE_HOUR = Duration.ofHours(1);

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	@Autowired
	private FleetMetrics fleetMetrics;

	@Autowired
	private Fingerprints fingerprints;

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final SettableClock clock = new SettableClock();

	// The registry holds what it measures weakly.
	private final FleetGauges gauges = new FleetGauges(this.meters, this.clock);

	private TestJobs jobs;

	@BeforeEach
	void prepare() {
		this.jobs = new TestJobs(this.database, this.fingerprints);
	}

	@Test
	void countsJobsByStateAndReason() {
		for (JobState state : JobState.values()) {
			this.jobs.insert(state);
		}
		this.jobs.insert(JobState.PARKED);

		countAndShow();

		assertThat(gauge("jobs", "state", "uploading")).isEqualTo(1);
		assertThat(gauge("jobs", "state", "queued")).isEqualTo(1);
		assertThat(gauge("jobs", "state", "running")).isEqualTo(1);
		assertThat(gauge("jobs", "state", "parked")).isEqualTo(2);
		assertThat(gauge("jobs.waiting", "reason", "budget")).isEqualTo(2);
		assertThat(gauge("jobs.waiting", "reason", "retry")).isZero();
		assertThat(gauge("jobs.runnable")).as("runnable").isEqualTo(1);
	}

	@Test
	void countsNoJobAsRunnableWhoseLaneIsBlocked() {
		JobId held = this.jobs.insert(JobState.QUEUED).id();
		JobId cooling = this.jobs.insert(JobState.QUEUED).id();
		JobId submittedAgain = this.jobs.insert(JobState.QUEUED).id();
		JobId dead = this.jobs.insert(JobState.RUNNING).id();
		sql("UPDATE jobs SET lane = 'a:1' WHERE id = '%s'".formatted(held));
		sql("UPDATE jobs SET lane = 'a:1' WHERE id = '%s'".formatted(this.jobs.insert(JobState.RUNNING).id()));
		sql("UPDATE jobs SET lane = 'a:2' WHERE id = '%s'".formatted(cooling));
		sql("INSERT INTO known_sessions (lane, account) SELECT lane, 'a:2' FROM jobs WHERE id = '%s'"
			.formatted(submittedAgain));
		sql("INSERT INTO lane_cooldowns VALUES ('a:2', deciding_time() + interval '1 hour', 1, 'THROTTLED') ON CONFLICT DO NOTHING");
		sql("UPDATE jobs SET lease_until = deciding_time() - interval '1 second' WHERE id = '%s'".formatted(dead));

		countAndShow();

		assertThat(gauge("jobs.runnable")).as("the one whose lease ran out").isEqualTo(1);
	}

	@Test
	void measuresHowLateThingsAre() {
		decidingTime("timestamptz ''2030-01-01 12:00Z''");
		sql("UPDATE jobs SET queued_at = deciding_time() - interval '50 seconds', dispatch_at = deciding_time() - interval '20 seconds' WHERE id = '%s'"
			.formatted(this.jobs.insert(JobState.QUEUED).id()));
		sql("UPDATE jobs SET changed_at = deciding_time() - interval '70 seconds' WHERE id = '%s'"
			.formatted(this.jobs.insert(JobState.RUNNING).id()));
		sql("UPDATE jobs SET remove_at = deciding_time() - interval '90 seconds' WHERE id = '%s'"
			.formatted(this.jobs.insert(JobState.COMPLETED).id()));

		countAndShow();

		assertThat(gauge("jobs.oldest.queued")).isEqualTo(50);
		assertThat(gauge("dispatch.lag")).isEqualTo(20);
		assertThat(gauge("jobs.stalled")).isEqualTo(70);
		assertThat(gauge("jobs.unremoved")).isEqualTo(90);
	}

	@Test
	void ignoresOverdueJobsOfANewerRelease() {
		sql("UPDATE jobs SET kind = 'DIGEST', dispatch_at = deciding_time() - interval '20 seconds' WHERE id = '%s'"
			.formatted(this.jobs.insert(JobState.QUEUED).id()));
		sql("UPDATE jobs SET source = 'CARRIER_PIGEON', lease_until = deciding_time() - interval '20 seconds' WHERE id = '%s'"
			.formatted(this.jobs.insert(JobState.RUNNING).id()));

		countAndShow();

		assertThat(gauge("dispatch.lag")).isZero();
	}

	@Test
	void countsNothingAsUnremovedBeforeItIsDue() {
		countAndShow();
		assertThat(gauge("jobs.unremoved")).as("without any job").isZero();

		sql("UPDATE jobs SET remove_at = deciding_time() + interval '90 seconds' WHERE id = '%s'"
			.formatted(this.jobs.insert(JobState.COMPLETED).id()));
		countAndShow();
		assertThat(gauge("jobs.unremoved")).isZero();
	}

	@Test
	void countsWorkersAndTokensOfSharedBuckets() {
		sql("INSERT INTO workers (id, slots) VALUES ('a', 5), ('b', 7)");
		sql("INSERT INTO workers (id, slots, seen_at) VALUES ('gone', 5, deciding_time() - interval '20 seconds')");
		sql("INSERT INTO token_buckets (name, tokens, burst, per_second) VALUES ('application', 40, 300, 0.0001), ('a:7', 1, 10, 1)");

		countAndShow();

		assertThat(gauge("workers")).isEqualTo(2);
		assertThat(gauge("workers.slots")).isEqualTo(12);
		assertThat(gauge("budget.remaining", "bucket", "application")).isCloseTo(40, within(0.1));
		assertThat(gauge("budget.remaining", "bucket", "unconfirmed")).isNaN();
	}

	@Test
	void keepsTheLastFiguresWhenCountingFails() {
		this.jobs.insert(JobState.QUEUED);
		countAndShow();
		assertThat(gauge("jobs", "state", "queued")).isEqualTo(1);

		this.clock.advance(Duration.ofSeconds(90));
		refresh(failing(this.fleetMetrics.latest()));

		assertThat(gauge("jobs", "state", "queued")).isEqualTo(1);
		assertThat(failures("count")).isEqualTo(1);
		assertThat(failures("read")).isZero();

		this.clock.advance(Duration.ofSeconds(90));
		refresh(failing(Mono.error(new IllegalStateException("away"))));

		assertThat(gauge("jobs", "state", "queued")).isEqualTo(1);
		assertThat(failures("read")).isEqualTo(1);
		// The database adds the time that the test takes.
		assertThat(gauge("fleet.figures.age")).isBetween(90.0, 100.0);
	}

	@Test
	void reportsNaNBeforeTheFirstFigures() {
		assertThat(gauge("jobs", "state", "queued")).isNaN();

		this.clock.advance(Duration.ofSeconds(90));
		refresh(failing(Mono.error(new IllegalStateException("away"))));

		assertThat(gauge("jobs", "state", "queued")).isNaN();
		assertThat(gauge("fleet.figures.age")).isNaN();
	}

	@Test
	void letsOneGatewayCountPerInterval() {
		sql("UPDATE fleet_figures SET next_count_at = '-infinity', counted_at = NULL");
		String countedAt = "SELECT counted_at FROM fleet_figures";

		Flux.range(0, 20).flatMap((gateway) -> this.fleetMetrics.countIfDue(ONE_HOUR), 20).blockLast(TIMEOUT);
		Object first = row(countedAt).get("counted_at");
		Flux.range(0, 20).flatMap((gateway) -> this.fleetMetrics.countIfDue(ONE_HOUR), 20).blockLast(TIMEOUT);

		assertThat(first).isNotNull();
		assertThat(row(countedAt)).containsEntry("counted_at", first);
	}

	@Test
	void countsAgainSecondsAfterACounterDied() {
		sql("UPDATE fleet_figures SET counted_at = NULL, next_count_at = deciding_time() + interval '5 seconds'");
		this.fleetMetrics.countIfDue(ONE_HOUR).block(TIMEOUT);
		assertThat(this.fleetMetrics.latest().blockOptional(TIMEOUT)).as("while it may still count").isEmpty();

		sql("UPDATE fleet_figures SET next_count_at = deciding_time()");
		this.fleetMetrics.countIfDue(ONE_HOUR).block(TIMEOUT);
		assertThat(this.fleetMetrics.latest().blockOptional(TIMEOUT)).isNotEmpty();
	}

	@Test
	void countsAgainAfterTheClockWasSetBack() {
		sql("UPDATE fleet_figures SET counted_at = NULL, next_count_at = deciding_time() + interval '1 year'");
		this.fleetMetrics.countIfDue(ONE_HOUR).block(TIMEOUT);
		assertThat(this.fleetMetrics.latest().blockOptional(TIMEOUT)).isNotEmpty();
	}

	@Test
	void ignoresFiguresOfALaterRelease() {
		countAndShow();
		sql("""
				UPDATE fleet_figures SET figures = figures
				  || '{"later": 7, "jobs": {"QUEUED": 3, "UNHEARD_OF": 1}, "waiting": {"MOON": 1, "BUDGET": 2}}'""");

		refresh(this.fleetMetrics);

		assertThat(gauge("jobs", "state", "queued")).isEqualTo(3);
		assertThat(gauge("jobs.waiting", "reason", "budget")).isEqualTo(2);
	}

	@AfterEach
	void resetDecidingTime() {
		decidingTime("clock_timestamp()");
	}

	private void decidingTime(String now) {
		sql("""
				CREATE OR REPLACE FUNCTION deciding_time() RETURNS timestamptz
				LANGUAGE sql STABLE PARALLEL SAFE AS 'SELECT %s'""".formatted(now));
	}

	/** Counts and shows, whether or not it is due. */
	private void countAndShow() {
		sql("UPDATE fleet_figures SET next_count_at = '-infinity'");
		refresh(this.fleetMetrics);
	}

	private void refresh(FleetMetrics counted) {
		FleetMetricsRefresh refresh = new FleetMetricsRefresh(counted, this.gauges,
				new FleetMetricsRefresh.Properties(ONE_HOUR), this.meters);
		StepVerifier.create(refresh.refresh()).expectComplete().verify(TIMEOUT);
	}

	private static FleetMetrics failing(Mono<FleetMetrics.Snapshot> latest) {
		return new FleetMetrics() {
			@Override
			public Mono<Void> countIfDue(Duration interval) {
				throw new IllegalStateException("unexpected");
			}

			@Override
			public Mono<FleetMetrics.Snapshot> latest() {
				return latest;
			}
		};
	}

	private double failures(String step) {
		return this.meters.counter("followsync.fleet.figures.failures", "step", step).count();
	}

	private double gauge(String name, String... tags) {
		return this.meters.get("followsync." + name).tags(tags).gauge().value();
	}

}
