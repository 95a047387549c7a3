package io.followsync.worker.claim.r2dbc;

import io.followsync.messaging.SyncRequest;
import io.followsync.runtime.settings.JobTimes;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.claim.Claims;
import io.followsync.worker.claim.JobProperties;
import io.followsync.worker.claim.WakeUps;
import io.followsync.worker.claim.WorkerIdentity;
import io.followsync.worker.completion.CompletionsForTests;
import io.followsync.worker.due.DueWork;
import io.followsync.worker.run.r2dbc.LedgerForTests;
import io.followsync.worker.source.KnownSources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Gives tests in other packages access to this package's adapters. */
public final class ClaimsForTests {

	private ClaimsForTests() {
	}

	public static Claims claims(WorkerDatabase database, JobProperties times) {
		return claims(database, times, "test");
	}

	public static Claims claims(WorkerDatabase database, JobProperties times, String worker) {
		WorkerIdentity identity = new WorkerIdentity(worker) {

			@Override
			public String id() {
				return worker;
			}

		};
		return new R2dbcClaims(database.asWorker(), times, identity, known(database),
				LedgerForTests.endings(database, times));
	}

	public static DueWork<SyncRequest> dueJobs(WorkerDatabase database, JobProperties times, WakeUps wakeUps) {
		return dueJobs(database, times, LedgerForTests.SHARED_TIMES, wakeUps);
	}

	public static DueWork<SyncRequest> dueJobs(WorkerDatabase database, JobProperties times, JobTimes shared,
			WakeUps wakeUps) {
		return new DueJobs(database.asWorker(), times, shared, known(database), wakeUps, new SimpleMeterRegistry());
	}

	private static KnownJobs known(WorkerDatabase database) {
		return new KnownJobs(CompletionsForTests.all(database), KnownSources.ALL);
	}

}
