package io.followsync.worker.run;

import java.time.Duration;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists change, so an old walk is not resumed. */
class StaleWalkTests extends AbstractEngineTests {

	@Test
	void aWalkThatWaitedTooLongStartsOver() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.harness.budget(4, 3600).engine(this.source);
		this.harness.await(job, "PARKED");
		assertThat(this.source.requests()).containsExactly("FOLLOWERS#1", "PROFILE", "FOLLOWERS#2", "FOLLOWERS#3");

		this.harness.database.shiftTime(Duration.ofHours(13));
		Awaitility.await().until(() -> this.source.requests().size() == 8);
		this.harness.await(job, "PARKED");
		this.harness.database.shiftTime(Duration.ofHours(14));
		this.harness.await(job, "COMPLETED");

		assertThat(this.source.requests().subList(4, 12)).containsExactly("FOLLOWERS#1", "FOLLOWERS#2", "FOLLOWERS#3",
				"FOLLOWERS#4", "FOLLOWERS#5", "FOLLOWING#1", "FOLLOWING#2", "FOLLOWING#3");
		assertThat(this.harness.figures(job)).isEqualTo("45 30 0");
		assertThat(this.harness.meters.counter("followsync.walks.restarted", "list", "followers").count()).isEqualTo(1);
	}

	@Test
	void aShorterWaitDoesNotRestartTheWalk() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.harness.budget(4, 3600).engine(this.source);
		this.harness.await(job, "PARKED");

		this.harness.database.shiftTime(Duration.ofHours(11));

		Awaitility.await().until(() -> this.source.requests().size() > 4);
		assertThat(this.source.requests()).doesNotHaveDuplicates();
	}

	@Test
	void anUploadNeverGoesStale() {
		JobId job = this.harness.database.queueImport();
		ScriptedSource hanging = new ScriptedSource().uploaded().inTheWay(ListKind.FOLLOWERS, 3, Mono::never);
		this.harness.impatient().engine(hanging, 1);
		Awaitility.await().until(() -> hanging.requests().contains("FOLLOWERS#3"));
		this.harness.database.shiftTime(Duration.ofHours(13));
		this.harness.database.execute("UPDATE jobs SET lease_until = deciding_time(), fence = fence + 1");

		this.harness.engine(this.source.uploaded());
		this.harness.await(job, "COMPLETED");

		assertThat(this.source.requests()).startsWith("FOLLOWERS#3");
	}

}
