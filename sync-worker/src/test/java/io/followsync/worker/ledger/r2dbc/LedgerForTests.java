package io.followsync.worker.ledger.r2dbc;

import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.ledger.Claims;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.ledger.LedgerProperties;
import io.followsync.worker.ledger.WorkerIdentity;

/** Gives tests in other packages access to this package's adapters. */
public final class LedgerForTests {

	private LedgerForTests() {
	}

	public static Claims claims(WorkerDatabase database, LedgerProperties times) {
		return claims(database, times, "test");
	}

	public static Claims claims(WorkerDatabase database, LedgerProperties times, String worker) {
		WorkerIdentity identity = new WorkerIdentity(worker) {

			@Override
			public String id() {
				return worker;
			}

		};
		return new R2dbcClaims(database.asWorker(), times, identity, endings(database, times));
	}

	public static Ledger ledger(WorkerDatabase database, LedgerProperties times) {
		return new R2dbcLedger(database.asWorker(), times, waits(database, times), endings(database, times));
	}

	private static Endings endings(WorkerDatabase database, LedgerProperties times) {
		return new Endings(database.asWorker(), database.transactionAsWorker(), times, waits(database, times));
	}

	private static WaitStatements waits(WorkerDatabase database, LedgerProperties times) {
		return new WaitStatements(database.asWorker(), database.transactionAsWorker(), times);
	}

}
