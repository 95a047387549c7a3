package io.followsync.worker.relationships;

import io.followsync.worker.WorkerDatabase;

/** Gives tests in other packages access to this package's repositories. */
public final class RelationshipsForTests {

	private RelationshipsForTests() {
	}

	public static Reconciliation reconciliation(WorkerDatabase database) {
		return new Reconciliation(database.asWorker());
	}

	/** One that reads all members where more than so many may have changed. */
	public static Reconciliation reconciliation(WorkerDatabase database, int maxCandidates) {
		return new Reconciliation(database.asWorker(), maxCandidates);
	}

	public static MemberProbes probes(WorkerDatabase database) {
		return new MemberProbes(database.asWorker());
	}

}
