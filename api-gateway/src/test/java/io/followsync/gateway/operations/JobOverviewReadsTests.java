package io.followsync.gateway.operations;

import io.followsync.gateway.ManyJobs;
import io.followsync.gateway.queue.QueueStanding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** However many jobs there are, a list reads no more of them than it shows and counts. */
@Tag("full")
class JobOverviewReadsTests {

	@Test
	void readsABoundedNumberOfJobs() {
		ManyJobs jobs = ManyJobs.shared();
		Mono<Long> listed = jobs.database()
			.sql(JobOverview.NEWEST)
			.bind(0, JobOverview.MAX_LISTED)
			.bind(1, QueueStanding.LAST_POSITION)
			.map((row) -> row.get("position", Integer.class))
			.all()
			.count();

		assertThat(listed.block()).isEqualTo(JobOverview.MAX_LISTED);
		assertThat(jobs.readBy(listed)).isLessThan(QueueStanding.LAST_POSITION + 2L * JobOverview.MAX_LISTED);
	}

}
