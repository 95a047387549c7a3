package io.followsync.worker.completion;

import java.util.List;

import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.completion.analysis.CompletionForTests;
import io.followsync.worker.completion.signin.SignInsForTests;
import io.followsync.worker.completion.sync.SyncCompletionForTests;

/** The kinds of jobs that the engine runs in tests. */
public final class CompletionsForTests {

	private CompletionsForTests() {
	}

	public static List<JobCompletion> all(WorkerDatabase database) {
		return List.of(CompletionForTests.ofAnalyses(database), SignInsForTests.completion(database),
				SyncCompletionForTests.ofSyncs(database));
	}

}
