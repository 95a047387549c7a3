package io.followsync.worker.completion.sync;

import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.completion.JobCompletion;
import io.followsync.worker.relationships.Reconciliation;
import io.followsync.worker.relationships.RelationshipsForTests;

/** Gives tests in other packages access to this package's adapter. */
public final class SyncCompletionForTests {

	private SyncCompletionForTests() {
	}

	/** For tests in which no job ends. */
	public static JobCompletion withoutDatabase() {
		return new SyncCompletion(null, null);
	}

	public static JobCompletion ofSyncs(WorkerDatabase database) {
		return ofSyncs(database, RelationshipsForTests.reconciliation(database));
	}

	public static JobCompletion ofSyncs(WorkerDatabase database, Reconciliation reconciliation) {
		return new SyncCompletion(reconciliation, RelationshipsForTests.probes(database));
	}

}
