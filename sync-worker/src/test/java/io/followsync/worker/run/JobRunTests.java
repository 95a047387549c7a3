package io.followsync.worker.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.JobKind;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.job.SourceKind;
import io.followsync.worker.claim.ClaimedJob;
import io.followsync.worker.claim.ClaimedJob.ResumeState;
import io.followsync.worker.claim.HeldJob;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.claim.Lease.WriteReceipt;
import io.followsync.worker.run.Ledger.Probes;
import io.followsync.worker.run.ReadingProgress.WithheldPage;
import io.followsync.worker.completion.sync.SyncCompletionForTests;
import io.followsync.worker.source.KnownSources;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.TruncationFlags;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.WalkEnd;
import io.followsync.worker.walk.Walks;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JobRunTests {

	private static final AccountId ACCOUNT = new AccountId(42);

	private static final Lane SESSION_LANE = Lane.ofSession(new byte[] { 1 });

	private static final ListWalk FOLLOWERS = ListWalk.start(ListKind.FOLLOWERS);

	private static final ListWalk FOLLOWING = ListWalk.start(ListKind.FOLLOWING);

	@Test
	void knowsWhetherItsCurrentWalkIsTheFirst() {
		assertThat(run(FOLLOWERS, FOLLOWING).situation().firstWalk()).isTrue();
		assertThat(run(FOLLOWERS.again(), FOLLOWING).situation().firstWalk()).isFalse();
		assertThat(run(ended(FOLLOWERS.again()), FOLLOWING).situation().firstWalk()).isTrue();
		assertThat(run(ended(FOLLOWERS), FOLLOWING.again()).situation().firstWalk()).isFalse();
		assertThat(run(ended(FOLLOWERS), ended(FOLLOWING)).situation().firstWalk()).as("no list is read").isFalse();
	}

	@Test
	void anUnconfirmedSessionNeedsTokensForAPageAndItsViewer() {
		JobRun run = run(SESSION_LANE, FOLLOWERS, FOLLOWING);
		assertThat(run.requestsLeft()).isEqualTo(1);

		run.withholdPage(
				new WithheldPage(ListKind.FOLLOWERS, new Page(List.of(), null, null, TruncationFlags.NONE, null)));

		assertThat(run.requestsLeft()).isEqualTo(2);
	}

	@Test
	void anAccountNeedsTokensForPagesLeftAndProbes() {
		assertThat(run(FOLLOWERS.declaring(100L), ended(FOLLOWING)).requestsLeft()).isEqualTo(5);
		assertThat(run(FOLLOWERS, ended(FOLLOWING)).requestsLeft()).as("nothing declared").isEqualTo(Integer.MAX_VALUE);

		JobRun probing = run(ended(FOLLOWERS), ended(FOLLOWING));
		assertThat(probing.requestsLeft()).isEqualTo(1);
		probing.progress().planProbes(new Probes(List.of(7L, 8L, 9L), 0));
		assertThat(probing.requestsLeft()).isEqualTo(3);
	}

	private static ListWalk ended(ListWalk walk) {
		return walk.ending(WalkEnd.CLEAN);
	}

	private static JobRun run(ListWalk followers, ListWalk following) {
		return run(Lane.ofAccount(ACCOUNT), followers, following);
	}

	private static JobRun run(Lane lane, ListWalk followers, ListWalk following) {
		ClaimedJob claimed = new ClaimedJob(new Lease(JobId.next(), 1), JobKind.SYNC, SourceKind.WEB_SESSION, lane,
				ACCOUNT, new WriteReceipt(1, Instant.EPOCH, false, false),
				new ResumeState(true, true, false, 1, 0, 0, Duration.ZERO), new Walks(followers, following));
		return new JobRun(new HeldJob(claimed, () -> 0, Long.MAX_VALUE), KnownSources.WEB_SESSION,
				SyncCompletionForTests.withoutDatabase());
	}

}
