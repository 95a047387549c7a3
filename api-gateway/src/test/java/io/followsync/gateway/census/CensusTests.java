package io.followsync.gateway.census;

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
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CensusTests extends GatewayIntegrationTest {

	@Autowired
	private Census census;

	@Autowired
	private Fingerprints fingerprints;

	private final MeterRegistry meters = new SimpleMeterRegistry();

	// The registry holds what it measures weakly.
	private final CensusGauges gauges = new CensusGauges(this.meters);

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

		take();

		assertThat(gauge("jobs", "state", "uploading")).isEqualTo(1);
		assertThat(gauge("jobs", "state", "queued")).isEqualTo(1);
		assertThat(gauge("jobs", "state", "running")).isEqualTo(1);
		assertThat(gauge("jobs", "state", "parked")).isEqualTo(2);
		assertThat(gauge("jobs.waiting", "reason", "budget")).isEqualTo(2);
		assertThat(gauge("jobs.waiting", "reason", "retry")).isZero();
		assertThat(gauge("jobs.runnable")).as("runnable").isEqualTo(1);
	}

	@Test
	void whatIsHeldUpByItsLaneIsNotRunnable() {
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

		take();

		assertThat(gauge("jobs.runnable")).as("the one whose lease ran out").isEqualTo(1);
	}

	@Test
	void tellsHowLateThingsAre() {
		decidingTime("timestamptz ''2030-01-01 12:00Z''");
		sql("UPDATE jobs SET queued_at = deciding_time() - interval '50 seconds', dispatch_at = deciding_time() - interval '20 seconds' WHERE id = '%s'"
			.formatted(this.jobs.insert(JobState.QUEUED).id()));
		sql("UPDATE jobs SET changed_at = deciding_time() - interval '70 seconds' WHERE id = '%s'"
			.formatted(this.jobs.insert(JobState.RUNNING).id()));
		sql("UPDATE jobs SET remove_at = deciding_time() - interval '90 seconds' WHERE id = '%s'"
			.formatted(this.jobs.insert(JobState.COMPLETED).id()));

		take();

		assertThat(gauge("jobs.oldest.queued")).isEqualTo(50);
		assertThat(gauge("dispatch.lag")).isEqualTo(20);
		assertThat(gauge("jobs.stalled")).isEqualTo(70);
		assertThat(gauge("jobs.unremoved")).isEqualTo(90);
	}

	@Test
	void whatMayStayAWhileIsNotOverdue() {
		take();
		assertThat(gauge("jobs.unremoved")).as("without any job").isZero();

		sql("UPDATE jobs SET remove_at = deciding_time() + interval '90 seconds' WHERE id = '%s'"
			.formatted(this.jobs.insert(JobState.COMPLETED).id()));
		take();
		assertThat(gauge("jobs.unremoved")).isZero();
	}

	@Test
	void tellsWhoWorksAndWhatIsLeftOfTheSharedBuckets() {
		sql("INSERT INTO workers (id, slots) VALUES ('a', 5), ('b', 7)");
		sql("INSERT INTO workers (id, slots, seen_at) VALUES ('gone', 5, deciding_time() - interval '20 seconds')");
		sql("INSERT INTO token_buckets (name, tokens, burst, per_second) VALUES ('application', 40, 300, 0.0001), ('a:7', 1, 10, 1)");

		take();

		assertThat(gauge("workers")).isEqualTo(2);
		assertThat(gauge("workers.slots")).isEqualTo(12);
		assertThat(gauge("budget.remaining", "bucket", "application")).isCloseTo(40, within(0.1));
		assertThat(gauge("budget.remaining", "bucket", "unconfirmed")).isNaN();
	}

	@Test
	void whatCannotBeCountedHasNoNumber() {
		taking(this.census);
		assertThat(gauge("jobs", "state", "queued")).isZero();

		taking(() -> Mono.error(new IllegalStateException("away")));

		assertThat(gauge("jobs", "state", "queued")).isNaN();
		assertThat(gauge("jobs.stalled")).isNaN();
		assertThat(this.meters.counter("followsync.census.failures").count()).isEqualTo(1);

		taking(() -> {
			throw new IllegalStateException("unforeseen");
		});
		assertThat(this.meters.counter("followsync.census.failures").count()).isEqualTo(2);
	}

	@AfterEach
	void letTimePass() {
		decidingTime("clock_timestamp()");
	}

	private void decidingTime(String now) {
		sql("""
				CREATE OR REPLACE FUNCTION deciding_time() RETURNS timestamptz
				LANGUAGE sql STABLE PARALLEL SAFE AS 'SELECT %s'""".formatted(now));
	}

	private void take() {
		taking(this.census);
	}

	private void taking(Census counted) {
		CensusTaking taking = new CensusTaking(counted, this.gauges, new CensusProperties(Duration.ofHours(1)),
				this.meters);
		StepVerifier.create(taking.once()).expectComplete().verify(Duration.ofSeconds(10));
	}

	private double gauge(String name, String... tags) {
		return this.meters.get("followsync." + name).tags(tags).gauge().value();
	}

}
