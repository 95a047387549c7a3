package io.followsync.worker.claim.r2dbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.followsync.job.JobId;
import io.followsync.messaging.SyncRequest;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.claim.Claims;
import io.followsync.worker.claim.JobProperties;
import io.followsync.worker.claim.WakeUps;
import io.followsync.worker.claim.WakeUps.WakeUp;
import io.followsync.worker.due.DispatcherForTests;
import io.followsync.worker.due.DueWork;
import io.followsync.worker.run.r2dbc.LedgerForTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Jobs that their lane keeps from running, while the broker takes wake-ups and never
 * answers.
 */
class BlockedJobsTests {

	private static final long ACCOUNT = 5012345678L;

	private static final JobProperties TIMES = new JobProperties(Duration.ofSeconds(30), Duration.ofSeconds(10),
			Duration.ofHours(12));

	private static final String MINUTES = "round(extract(epoch FROM resumes_at - changed_at) / 60)";

	private final WorkerDatabase database = new WorkerDatabase();

	private final Claims claims = ClaimsForTests.claims(this.database, TIMES);

	private final SilentWakeUps broker = new SilentWakeUps();

	private final DueWork<SyncRequest> due = ClaimsForTests.dueJobs(this.database, TIMES, this.broker);

	private JobId blocked;

	@BeforeEach
	void queue() {
		this.blocked = this.database.queueAnalysis(ACCOUNT);
		this.database.confirm(this.blocked, ACCOUNT);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void areParkedUntilTheirLaneHasCooledDown() {
		this.database.cool(ACCOUNT, Duration.ofHours(1));
		JobId free = this.database.queueAnalysis(ACCOUNT + 1);

		dispatch();

		assertThat(this.broker.unanswered).extracting(SyncRequest::job).containsExactly(free);
		assertThat(state(MINUTES)).isEqualTo("PARKED COOLDOWN 60");
	}

	@Test
	void areParkedWhileTheirLaneIsHeld() {
		JobId holder = this.database.queueAnalysis(ACCOUNT);
		this.database.confirm(holder, ACCOUNT);
		assertThat(this.claims.claim(holder).block()).isNotNull();
		JobId free = this.database.queueAnalysis(ACCOUNT + 1);

		dispatch();

		assertThat(this.broker.unanswered).extracting(SyncRequest::job).containsExactly(free);
		assertThat(state("round(extract(epoch FROM resumes_at - changed_at))")).isEqualTo("PARKED LANE_BUSY 10");
	}

	@Test
	void aSyncIsParkedWhileAnAnalysisHoldsItsAccountsLane() {
		assertThat(this.claims.claim(this.blocked).block()).isNotNull();
		this.database.connect(ACCOUNT);
		this.blocked = this.database.queueSync(ACCOUNT);

		dispatch();

		assertThat(state("round(extract(epoch FROM resumes_at - changed_at))")).isEqualTo("PARKED LANE_BUSY 10");
	}

	@Test
	void aSignInIsNotParkedWhileItsAccountsLaneIsHeld() {
		assertThat(this.claims.claim(this.blocked).block()).isNotNull();
		this.blocked = this.database.queueSignIn(ACCOUNT);

		dispatch();

		assertThat(state("resumes_at")).isEqualTo("QUEUED");
	}

	@Test
	void areParkedEvenAfterARoundInWhichTheBrokerHung() {
		dispatch();
		assertThat(this.broker.unanswered).extracting(SyncRequest::job).containsExactly(this.blocked);
		assertThat(state("resumes_at")).isEqualTo("QUEUED");
		this.database.shiftTime(LedgerForTests.SHARED_TIMES.claimTimeout().plusSeconds(1));
		this.database.cool(ACCOUNT, Duration.ofHours(1));

		dispatch();

		assertThat(this.broker.unanswered).hasSize(1);
		assertThat(state(MINUTES)).isEqualTo("PARKED COOLDOWN 60");
	}

	private void dispatch() {
		DispatcherForTests.round(this.due).block(Duration.ofSeconds(10));
	}

	private String state(String until) {
		return this.database.value("SELECT concat_ws(' ', state, wait_reason, %s) FROM jobs WHERE id = '%s'"
			.formatted(until, this.blocked));
	}

	private static final class SilentWakeUps implements WakeUps {

		private final List<SyncRequest> unanswered = new ArrayList<>();

		@Override
		public Flux<WakeUp> receive() {
			return Flux.never();
		}

		@Override
		public Mono<Void> send(SyncRequest request) {
			return Mono.fromRunnable(() -> this.unanswered.add(request)).then(Mono.never());
		}

	}

}
