package io.followsync.worker.claim.r2dbc;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.followsync.job.JobId;
import io.followsync.messaging.SyncRequest;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.claim.ClaimedJob;
import io.followsync.worker.claim.Claims;
import io.followsync.worker.claim.JobProperties;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.claim.NoWakeUps;
import io.followsync.worker.due.DueWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class R2dbcClaimsTests {

	private static final long ACCOUNT = 9007199254740993L;

	private static final JobProperties TIMES = new JobProperties(Duration.ofSeconds(30), Duration.ofSeconds(10),
			Duration.ofHours(12));

	private WorkerDatabase database;

	private Claims claims;

	private DueWork<SyncRequest> due;

	@BeforeEach
	void open() {
		this.database = new WorkerDatabase();
		this.claims = ClaimsForTests.claims(this.database, TIMES);
		this.due = ClaimsForTests.dueJobs(this.database, TIMES, new NoWakeUps());
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void aQueuedJobIsClaimedOnce() {
		JobId job = this.database.queueAnalysis(ACCOUNT);

		List<ClaimedJob> claimed = Flux.range(0, 40)
			.flatMap((attempt) -> (attempt % 2 == 0) ? this.claims.claim(job)
					: this.claims.claimBest(Claims.Room.FOR_ANY), 12)
			.collectList()
			.block();

		assertThat(claimed).singleElement().satisfies((one) -> {
			assertThat(one.lease()).isEqualTo(new Lease(job, 1));
			assertThat(one.claimedAccount()).hasToString(Long.toString(ACCOUNT));
			assertThat(one.resumeState().claimsWithoutProgress()).isEqualTo(1);
			assertThat(one.resumeState().answered()).isFalse();
		});
	}

	@Test
	void atMostOneJobOfALaneIsStarted() {
		for (int i = 0; i < 10; i++) {
			this.database.confirm(this.database.queueAnalysis(ACCOUNT), ACCOUNT);
		}

		List<ClaimedJob> claimed = Flux.range(0, 30)
			.flatMap((attempt) -> this.claims.claimBest(Claims.Room.FOR_ANY), 12)
			.collectList()
			.block();

		assertThat(claimed).hasSize(1);
		assertThat(this.database.value("SELECT count(*) FROM jobs WHERE holds_lane")).isEqualTo("1");
	}

	@Test
	void anExpiredLeaseIsTakenOverUnderAHigherFence() {
		JobId job = this.database.queueAnalysis(ACCOUNT);
		this.claims.claim(job).block();
		assertThat(this.claims.claim(job).block()).isNull();

		this.database.shiftTime(Duration.ofSeconds(31));

		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY).map(ClaimedJob::lease).block())
			.isEqualTo(new Lease(job, 2));
	}

	@Test
	void renewsOnlyLeasesThatStillHold() {
		JobId kept = this.database.queueAnalysis(ACCOUNT);
		JobId lost = this.database.queueAnalysis(ACCOUNT);
		this.claims.claim(kept).block();
		this.claims.claim(lost).block();
		this.database.shiftTime(Duration.ofSeconds(29));
		this.database
			.execute("UPDATE jobs SET fence = fence + 1, cancel_requested = true WHERE id = '%s'".formatted(lost));

		assertThat(this.claims.renew(List.of(new Lease(kept, 1), new Lease(lost, 1))).block())
			.containsExactly(new Claims.Renewal(kept, true, false));

		this.database.shiftTime(Duration.ofSeconds(45));
		assertThat(this.claims.claim(kept).block()).isNull();
	}

	@Test
	void aWriteUnderWayDelaysNoRenewal() {
		JobId ending = this.database.queueAnalysis(ACCOUNT);
		JobId running = this.database.queueAnalysis(ACCOUNT);
		this.claims.claim(ending).block();
		this.claims.claim(running).block();
		Mono<List<Claims.Renewal>> renewal = this.claims.renew(List.of(new Lease(ending, 1), new Lease(running, 1)));

		List<Claims.Renewal> renewals = this.database.client()
			.sql("SELECT FROM jobs WHERE id = :job FOR UPDATE")
			.bind("job", ending.value())
			.fetch()
			.rowsUpdated()
			.then(Mono.fromFuture(() -> renewal.toFuture()))
			.as(this.database.transaction()::transactional)
			.block(Duration.ofSeconds(5));

		assertThat(renewals).containsExactlyInAnyOrder(new Claims.Renewal(ending, false, false),
				new Claims.Renewal(running, true, false));
	}

	@Test
	void doesNotClaimFromACoolingLane() {
		JobId job = this.database.queueAnalysis(ACCOUNT);
		this.database.execute(
				"""
						INSERT INTO lane_cooldowns SELECT lane, deciding_time() + interval '1 hour', 1, 'throttled' FROM jobs""");

		assertThat(this.claims.claim(job).block()).isNull();
		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY).block()).isNull();

		this.database.shiftTime(Duration.ofMinutes(61));
		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY).block()).isNotNull();
	}

	@Test
	void aCancelledJobIsClaimedDespiteACooldown() {
		JobId job = this.database.queueAnalysis(ACCOUNT);
		this.database.confirm(job, ACCOUNT);
		this.claims.claim(job).block();
		this.database.cool(ACCOUNT, Duration.ofHours(1));
		this.database.execute("UPDATE jobs SET cancel_requested = true");

		this.database.shiftTime(Duration.ofSeconds(31));

		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY).block())
			.satisfies((claimed) -> assertThat(claimed.receipt().cancelRequested()).isTrue());
	}

	@Test
	void aNamedSessionObservesItsAccountsCooldown() {
		JobId job = this.database.queueAnalysis(ACCOUNT);
		this.database.nameSessions(ACCOUNT);
		this.database.cool(ACCOUNT, Duration.ofHours(1));

		assertThat(this.claims.claim(job).block()).isNull();
		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY).block()).isNull();
		assertThat(this.due.take(10).block()).isEmpty();

		assertThat(this.database.value("""
				SELECT state || wait_reason || (resumes_at > deciding_time() + interval '59 minutes') FROM jobs"""))
			.isEqualTo("PARKEDCOOLDOWNtrue");
		this.database.shiftTime(Duration.ofMinutes(61));
		assertThat(this.claims.claim(job).block()).isNotNull();
	}

	@Test
	void anUnnamedSessionLearnsNothingOfTheClaimedAccountsPause() {
		JobId job = this.database.queueAnalysis(ACCOUNT);
		this.database.cool(ACCOUNT, Duration.ofHours(1));

		assertThat(this.due.take(10).block()).hasSize(1);
		assertThat(this.claims.claim(job).block()).isNotNull();
	}

	@Test
	void unconfirmedSessionsCanBeLeftOut() {
		this.database.queueAnalysis(ACCOUNT);
		JobId confirmed = this.database.queueAnalysis(ACCOUNT);
		this.database.confirm(confirmed, ACCOUNT);

		assertThat(this.claims.claimBest(Claims.Room.FOR_ACCOUNTS).map((job) -> job.lease().job()).block())
			.isEqualTo(confirmed);
		assertThat(this.claims.claimBest(Claims.Room.FOR_ACCOUNTS).block()).isNull();
	}

	@Test
	void syncsHaveRoomWhereSignInsHaveNone() {
		this.database.queueSignIn(ACCOUNT);
		this.database.connect(ACCOUNT);
		JobId sync = this.database.queueSync(ACCOUNT);

		assertThat(this.claims.claimBest(Claims.Room.FOR_ACCOUNTS).map((job) -> job.lease().job()).block())
			.isEqualTo(sync);
		assertThat(this.claims.claimBest(Claims.Room.FOR_ACCOUNTS).block()).isNull();
		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY_BUT_IMPORTS).block()).isNotNull();
	}

	@Test
	void claimsBegunJobsBeforeQueuedOnes() {
		JobId first = this.database.queueAnalysis(1);
		JobId second = this.database.queueAnalysis(2);
		JobId begun = this.database.queueAnalysis(3);
		this.claims.claim(begun).block();
		this.database.shiftTime(Duration.ofSeconds(31));

		List<JobId> order = Flux.range(0, 3)
			.concatMap((turn) -> this.claims.claimBest(Claims.Room.FOR_ANY))
			.map((job) -> job.lease().job())
			.collectList()
			.block();

		assertThat(order).containsExactly(begun, first, second);
	}

	@Test
	void aDueJobIsDispatchedOnceUntilItsClaimTimeout() {
		for (int i = 0; i < 50; i++) {
			this.database.queueAnalysis(ACCOUNT);
		}

		List<SyncRequest> due = Flux.range(0, 8)
			.flatMap((caller) -> this.due.take(10), 8)
			.flatMapIterable((batch) -> batch)
			.collectList()
			.block();

		assertThat(Objects.requireNonNull(due)).hasSizeLessThanOrEqualTo(50).doesNotHaveDuplicates();
		assertThat(this.due.take(100).block()).hasSize(50 - due.size());
		assertThat(this.due.take(100).block()).isEmpty();
		this.database.shiftTime(Duration.ofSeconds(31));
		assertThat(this.due.take(100).block()).hasSize(50);
	}

	@Test
	void anUnclaimedJobIsAnnouncedLessAndLess() {
		this.database.queueAnalysis(ACCOUNT);
		int announced = 0;
		for (int second = 0; second < 3600; second += 30) {
			this.database.shiftTime(Duration.ofSeconds(second));
			announced += this.due.take(10).block().size();
		}

		assertThat(announced).as("within an hour, instead of 120 times").isBetween(5, 9);
	}

	@Test
	void anExpiredJobIsAnnouncedOnce() {
		JobId job = this.database.queueAnalysis(ACCOUNT);
		this.claims.claim(job).block();
		assertThat(this.due.take(10).block()).isEmpty();

		this.database.shiftTime(Duration.ofSeconds(31));

		assertThat(this.due.take(10).block()).extracting(SyncRequest::job).containsExactly(job);
		assertThat(this.due.take(10).block()).isEmpty();
	}

	@Test
	void parksADueJobOfACoolingLane() {
		this.database.queueAnalysis(ACCOUNT);
		this.database.execute(
				"""
						INSERT INTO lane_cooldowns SELECT lane, deciding_time() + interval '1 hour', 1, 'person needed' FROM jobs""");

		assertThat(this.due.take(10).block()).isEmpty();

		assertThat(this.database.value("""
				SELECT state || wait_reason || (resumes_at > deciding_time() + interval '59 minutes') FROM jobs"""))
			.isEqualTo("PARKEDCOOLDOWNtrue");
		this.database.shiftTime(Duration.ofMinutes(61));
		assertThat(this.due.take(10).block()).hasSize(1);
	}

	@Test
	void aDueJobInAHeldLaneIsParked() {
		JobId holder = this.database.queueAnalysis(ACCOUNT);
		JobId waiting = this.database.queueAnalysis(ACCOUNT);
		this.database.confirm(holder, ACCOUNT);
		this.database.confirm(waiting, ACCOUNT);
		this.claims.claim(holder).block();

		assertThat(this.due.take(10).block()).isEmpty();

		assertThat(this.database.value(
				"SELECT wait_reason || round(extract(epoch FROM resumes_at - changed_at)) FROM jobs WHERE state = 'PARKED'"))
			.isEqualTo("LANE_BUSY10");
	}

}
