package io.followsync.worker.completion.signin;

import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.completion.JobCompletion;

/** Gives tests in other packages access to this package's adapter. */
public final class SignInsForTests {

	private SignInsForTests() {
	}

	public static JobCompletion completion(WorkerDatabase database) {
		return new SignInCompletion(database.asWorker());
	}

}
