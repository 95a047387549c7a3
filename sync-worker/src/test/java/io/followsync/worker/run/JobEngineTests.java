package io.followsync.worker.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.job.WaitReason;
import io.followsync.messaging.SyncRequest;
import io.followsync.worker.claim.WakeUps.WakeUp;
import io.followsync.worker.source.ListReader.Answer;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.SourceFailure;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

class JobEngineTests extends AbstractEngineTests {

	@Test
	void readsBothListsAndStoresTheResult() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.harness.engine(this.source.sized(45, 60));

		this.harness.await(job, "COMPLETED");

		assertThat(this.harness.figures(job)).isEqualTo("45 60 15");
		assertThat(this.source.requests()).startsWith("FOLLOWERS#1", "PROFILE", "FOLLOWERS#2").hasSize(12);
		assertThat(this.harness.published).extracting(JobProgress::seq).isSorted().doesNotHaveDuplicates();
		assertThat(this.harness.published.getLast().state()).isEqualTo(JobState.COMPLETED);
	}

	@Test
	void resumesFromTheStoredCursorWhenAWorkerDies() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		ScriptedSource hanging = new ScriptedSource().inTheWay(ListKind.FOLLOWERS, 4, Mono::never);
		this.harness.impatient().engine(hanging, 1);
		Awaitility.await().until(() -> hanging.requests().contains("FOLLOWERS#4"));
		// The hanging engine stands for a dead one: it keeps its slot and its lease is
		// not renewed.
		this.harness.database.execute("UPDATE jobs SET lease_until = deciding_time(), fence = fence + 1");

		this.harness.engine(this.source);
		this.harness.await(job, "COMPLETED");

		List<String> all = new ArrayList<>(hanging.requests());
		all.addAll(this.source.requests());
		assertThat(this.source.requests()).startsWith("FOLLOWERS#4");
		assertThat(new HashSet<>(all)).hasSize(all.size() - 1);
		assertThat(this.harness.figures(job)).isEqualTo("45 30 0");
	}

	@Test
	void makesNoRequestOnceItsLeaseMayHaveRunOut() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		SourceFailure passing = new SourceFailure.Transient("timeout");
		this.harness.withoutRenewals(Duration.ofSeconds(4))
			.engine(this.source.inTheWay(ListKind.FOLLOWERS, 2, () -> Mono.<Answer<Page>>fromSupplier(() -> {
				this.harness.sleep(Duration.ofSeconds(5));
				return new Answer.Failed<>(passing);
			}).subscribeOn(Schedulers.boundedElastic())));

		this.harness.await(job, "COMPLETED");
		// A claim that was under way while the time jumped counts as lost, too.
		Awaitility.await().until(() -> this.harness.meters.counter("followsync.leases.lost").count() >= 1);

		assertThat(this.source.requests()).filteredOn("FOLLOWERS#2"::equals).hasSize(2);
	}

	@Test
	void neverRunsMoreThanItsSlots() {
		List<JobId> jobs = new ArrayList<>();
		for (int i = 0; i < 9; i++) {
			jobs.add(this.harness.database.queueAnalysis(ACCOUNT + i));
		}
		this.harness.engine(this.source.answeringAfter(Duration.ofMillis(20)), 3);

		jobs.forEach((job) -> this.harness.await(job, "COMPLETED"));

		assertThat(this.source.mostOpen()).isEqualTo(3);
	}

	@Test
	void unprovenJobsLeaveSlotsForAccounts() {
		Sinks.Empty<Void> released = Sinks.empty();
		JobId unproven = this.harness.database.queueAnalysis(ACCOUNT);
		JobId another = this.harness.database.queueAnalysis(ACCOUNT + 1);
		JobId proven = this.harness.database.queueAnalysis(ACCOUNT + 2);
		this.harness.database.confirm(proven, ACCOUNT + 2);
		this.harness.engine(this.source.holding("FOLLOWERS#1", released.asMono()), 3, 1);

		this.harness.await(unproven, "RUNNING");
		this.harness.await(proven, "RUNNING");
		AtomicBoolean acknowledged = new AtomicBoolean();
		SyncRequest request = new SyncRequest(another,
				new Lane(this.harness.database.value("SELECT lane FROM jobs WHERE id = '%s'".formatted(another))));
		Awaitility.await().until(() -> {
			this.harness.wakeUps.tryEmitNext(new WakeUp(request, Map.of(), () -> acknowledged.set(true)));
			return acknowledged.get();
		});

		assertThat(this.harness.state(another)).isEqualTo("QUEUED");
		released.tryEmitEmpty();
		this.harness.await(another, "COMPLETED");
	}

	@Test
	void twoSessionsOfAnAccountRunOneAfterTheOther() {
		JobId one = this.harness.database.queueAnalysis(ACCOUNT);
		JobId other = this.harness.database.queueAnalysis(ACCOUNT);
		this.harness.engine(this.source.answeringAfter(Duration.ofMillis(20)));

		this.harness.await(one, "COMPLETED");
		this.harness.await(other, "COMPLETED");

		assertThat(this.harness.published).extracting(JobProgress::waitingFor).contains(WaitReason.LANE_BUSY);
	}

	@Test
	void startsTheSecondSessionWhenTheFirstEnds() {
		JobId one = this.harness.database.queueAnalysis(ACCOUNT);
		JobId other = this.harness.database.queueAnalysis(ACCOUNT);
		this.harness.laneBusy(Duration.ofMinutes(10)).engine(this.source.answeringAfter(Duration.ofMillis(20)));

		this.harness.await(one, "COMPLETED");
		this.harness.await(other, "COMPLETED");

		assertThat(this.harness.published).extracting(JobProgress::waitingFor).contains(WaitReason.LANE_BUSY);
	}

	@Test
	void parksUntilItsBudgetHasTokens() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.harness.budget(4, 3600).engine(this.source);

		this.harness.await(job, "PARKED");
		assertThat(this.harness.database.value("SELECT wait_reason || holds_lane FROM jobs")).isEqualTo("BUDGETtrue");
		Awaitility.await().until(() -> this.source.open() == 0);
		int before = this.source.requests().size();

		this.harness.database.shiftTime(Duration.ofMinutes(10));
		Awaitility.await().until(() -> this.source.requests().size() > before);
		this.harness.await(job, "PARKED");
		this.harness.database.shiftTime(Duration.ofMinutes(20));
		this.harness.await(job, "COMPLETED");
		assertThat(this.source.requests()).doesNotHaveDuplicates();
	}

	@Test
	void cancelsAtTheNextPage() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		Sinks.Empty<Void> asked = Sinks.empty();
		this.harness.engine(this.source.holding("FOLLOWERS#2", asked.asMono()));
		Awaitility.await().until(() -> this.source.requests().contains("FOLLOWERS#2"));
		this.harness.database.execute("UPDATE jobs SET cancel_requested = true");
		asked.tryEmitEmpty();

		this.harness.await(job, "CANCELLED");

		assertThat(this.source.requests()).containsExactly("FOLLOWERS#1", "PROFILE", "FOLLOWERS#2");
	}

	@Test
	void cancelsAJobWhoseWorkerDiedAtItsNextClaim() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.harness.database.execute("""
				UPDATE jobs SET state = 'RUNNING', holds_lane = true, worker_id = 'dead', lease_until = deciding_time(),
				  cancel_requested = true""");

		this.harness.engine(this.source);

		this.harness.await(job, "CANCELLED");
		assertThat(this.source.requests()).isEmpty();
	}

	@Test
	void aWithdrawnJobIsReleasedWhileItRuns() {
		this.harness.database.queueAnalysis(ACCOUNT);
		Sinks.Empty<Void> withdrawn = Sinks.empty();
		this.harness.engine(this.source.holding("FOLLOWERS#2", withdrawn.asMono()), 1);
		Awaitility.await().until(() -> this.source.requests().contains("FOLLOWERS#2"));
		this.harness.database.execute("DELETE FROM jobs");
		withdrawn.tryEmitEmpty();

		this.harness.await(this.harness.database.queueAnalysis(ACCOUNT), "COMPLETED");

		assertThat(this.source.requests()).startsWith("FOLLOWERS#1", "PROFILE", "FOLLOWERS#2", "FOLLOWERS#1");
		assertThat(this.harness.meters.counter("followsync.leases.lost").count()).isEqualTo(1);
		assertThat(this.harness.database.value("SELECT count(*) FROM jobs")).isEqualTo("1");
	}

	@Test
	void dropsAndCountsWakeUpsForRemovedJobs() {
		AtomicBoolean acknowledged = new AtomicBoolean();
		this.harness.engine(this.source);
		SyncRequest removed = new SyncRequest(JobId.next(), Lane.ofAccount(new AccountId(ACCOUNT)));
		this.harness.wakeUps.tryEmitNext(new WakeUp(removed, Map.of(), () -> acknowledged.set(true)));

		Awaitility.await().untilTrue(acknowledged);

		assertThat(this.harness.meters.counter("followsync.wakeups.unclaimed").count()).isEqualTo(1);
	}

	@Test
	void cancelsAJobWhosePageInFlightIsThrottled() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		Sinks.Empty<Answer<Page>> cancelled = Sinks.empty();
		this.source.inTheWay(ListKind.FOLLOWERS, 2,
				() -> cancelled.asMono().defaultIfEmpty(new Answer.Failed<>(new SourceFailure.Throttled(null))));
		this.harness.engine(this.source);
		Awaitility.await().until(() -> this.source.requests().contains("FOLLOWERS#2"));
		this.harness.database.execute("UPDATE jobs SET cancel_requested = true");
		cancelled.tryEmitEmpty();

		this.harness.await(job, "CANCELLED");

		assertThat(this.harness.database.value("SELECT count(*) FROM lane_cooldowns")).isEqualTo("1");
	}

	@Test
	void drainsAtThePageBoundary() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		SmartLifecycle first = this.harness.engine(this.source.answeringAfter(Duration.ofMillis(50)));
		Awaitility.await().until(() -> this.source.requests().contains("FOLLOWERS#2"));

		first.stop();
		Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> !first.isRunning());
		assertThat(this.harness.state(job)).isEqualTo("QUEUED");

		this.harness.engine(this.source);
		this.harness.await(job, "COMPLETED");
		assertThat(this.source.requests()).doesNotHaveDuplicates();
	}

	@Test
	void failsAJobWithoutProgress() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.harness.database.execute("UPDATE jobs SET claims_in_vain = 5");
		this.harness.engine(this.source);

		this.harness.await(job, "FAILED");

		assertThat(this.harness.failure(job)).isEqualTo("INTERNAL");
		assertThat(this.source.requests()).isEmpty();
	}

}
