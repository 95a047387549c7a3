package io.followsync.worker.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Phaser;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.job.SourceKind;
import io.followsync.worker.ledger.ClaimedJob;
import io.followsync.worker.ledger.Lease;
import io.followsync.worker.ledger.Past;
import io.followsync.worker.ledger.Written;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.Walks;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JobRunTests {

	private static final Written UNCANCELLED = new Written(1, Instant.EPOCH, false);

	/** Lost about once in some thousand rounds where the flag is read, then written. */
	@Test
	void aCancellationIsNotOverwrittenByAWriteAtTheSameMoment() throws InterruptedException {
		int rounds = 50_000;
		JobRun[] runs = new JobRun[rounds];
		for (int round = 0; round < rounds; round++) {
			runs[round] = run();
		}
		Phaser together = new Phaser(2);
		Thread renewing = new Thread(() -> {
			for (JobRun run : runs) {
				together.arriveAndAwaitAdvance();
				run.requestCancel();
			}
		});
		renewing.start();
		for (JobRun run : runs) {
			together.arriveAndAwaitAdvance();
			run.trusted(UNCANCELLED);
		}
		renewing.join();

		assertThat(runs).allMatch(JobRun::cancelRequested);
	}

	private static JobRun run() {
		AccountId account = new AccountId(42);
		return new JobRun(new ClaimedJob(new Lease(JobId.next(), 1), SourceKind.WEB_SESSION, Lane.ofAccount(account),
				account, UNCANCELLED, new Past(true, true, false, 1, 0, 0, Duration.ZERO),
				new Walks(ListWalk.start(ListKind.FOLLOWERS), ListWalk.start(ListKind.FOLLOWING))), () -> 0, 1);
	}

}
