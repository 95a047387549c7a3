package io.followsync.worker.run.r2dbc;

import java.time.Duration;
import java.util.List;

import io.followsync.runtime.settings.JobTimes;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.claim.Claims;
import io.followsync.worker.claim.JobProperties;
import io.followsync.worker.completion.CompletionsForTests;
import io.followsync.worker.completion.JobCompletion;
import io.followsync.worker.run.Ledger;

/** Gives tests in other packages access to this package's adapters. */
public final class LedgerForTests {

	/** Nothing is dispatched again before half a minute, or removed before five. */
	public static final JobTimes SHARED_TIMES = new JobTimes(Duration.ofMinutes(5), Duration.ofSeconds(30));

	private LedgerForTests() {
	}

	public static Ledger ledger(WorkerDatabase database, JobProperties times) {
		return new R2dbcLedger(database.asWorker(), database.transactionAsWorker(), waits(database, times),
				writingEndings(database, times), completions(database), times);
	}

	public static Claims.Endings endings(WorkerDatabase database, JobProperties times) {
		return writingEndings(database, times);
	}

	private static Endings writingEndings(WorkerDatabase database, JobProperties times) {
		return new Endings(database.asWorker(), database.transactionAsWorker(), SHARED_TIMES, waits(database, times),
				completions(database));
	}

	private static WaitStatements waits(WorkerDatabase database, JobProperties times) {
		return new WaitStatements(database.asWorker(), database.transactionAsWorker(), times);
	}

	private static List<JobCompletion> completions(WorkerDatabase database) {
		return CompletionsForTests.all(database);
	}

}
