package io.followsync.worker.completion.analysis;

import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.completion.JobCompletion;

/** Gives tests in other packages access to this package's adapter. */
public final class CompletionForTests {

	private CompletionForTests() {
	}

	public static JobCompletion ofAnalyses(WorkerDatabase database) {
		return new AnalysisCompletion(database.asWorker());
	}

}
