package io.followsync.gateway.jobs;

import java.util.List;
import java.util.UUID;

import io.followsync.gateway.ManyJobs;
import io.followsync.job.JobId;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** However many states are wanted at once, the queue is read once a statement. */
class JobStatesReadsTests {

	private static final int JOBS = 500;

	private final ManyJobs jobs = ManyJobs.shared();

	private final JobStates states = new Jobs.States(this.jobs.database());

	@Test
	void readsTheQueueOnceForManyQueuedJobs() {
		// The first one is read alone, the others together: twice the queue.
		assertThat(this.jobs.readBy(find(9_400))).isLessThan(2 * 10_000L + 10 * JOBS);
	}

	@Test
	void readsTheQueueOnlyUpToTheLastOfThem() {
		assertThat(this.jobs.readBy(find(1))).isLessThan(20L * JOBS);
		assertThat(this.jobs.readBy(find(20_000))).as("of parked jobs").isLessThan(10L * JOBS);
	}

	@Test
	void knowsThePlaceOfEach() {
		List<JobStates.Snapshot> snapshots = find(9_800).block();
		assertThat(snapshots).hasSize(JOBS)
			.allSatisfy((snapshot) -> assertThat(snapshot.position())
				.isEqualTo(Math.min(10_000, snapshot.job().value().getLeastSignificantBits())));
		assertThat(find(10_400).block()).filteredOn((snapshot) -> snapshot.position() > 0)
			.hasSize(101)
			.extracting(JobStates.Snapshot::position)
			.containsOnly(10_000);
	}

	private Mono<List<JobStates.Snapshot>> find(int first) {
		return Flux.range(first, JOBS)
			.flatMap((number) -> this.states.find(new JobId(new UUID(0, number))), JOBS)
			.collectList();
	}

}
