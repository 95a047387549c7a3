package io.followsync.worker.run.r2dbc;

import java.util.List;

import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.claim.Claims;
import io.followsync.worker.claim.JobProperties;
import io.followsync.worker.completion.JobCompletion;
import io.followsync.worker.completion.analysis.CompletionForTests;
import io.followsync.worker.run.Ledger;

/** Gives tests in other packages access to this package's adapters. */
public final class LedgerForTests {

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
		return new Endings(database.asWorker(), database.transactionAsWorker(), times, waits(database, times),
				completions(database));
	}

	private static WaitStatements waits(WorkerDatabase database, JobProperties times) {
		return new WaitStatements(database.asWorker(), database.transactionAsWorker(), times);
	}

	private static List<JobCompletion> completions(WorkerDatabase database) {
		return List.of(CompletionForTests.ofAnalyses(database));
	}

}
