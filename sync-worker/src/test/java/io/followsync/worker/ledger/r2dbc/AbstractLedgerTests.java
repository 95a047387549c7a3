package io.followsync.worker.ledger.r2dbc;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.job.VerdictKind;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.ledger.Claims;
import io.followsync.worker.ledger.Cooldown;
import io.followsync.worker.ledger.Ending;
import io.followsync.worker.ledger.Lease;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.ledger.LedgerProperties;
import io.followsync.worker.ledger.Wait;
import io.followsync.worker.source.Cursor;
import io.followsync.worker.source.Member;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.TruncationFlags;
import io.followsync.worker.verdict.Judgement;
import io.followsync.worker.walk.ListWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A job that this worker holds, in a database of its own. */
abstract class AbstractLedgerTests {

	static final long ACCOUNT = 5012345678L;

	static final Lane ACCOUNT_LANE = Lane.ofAccount(new AccountId(ACCOUNT));

	static final LedgerProperties TIMES = new LedgerProperties(Duration.ofSeconds(30), Duration.ofSeconds(30),
			Duration.ofSeconds(10), Duration.ofHours(12), Duration.ofSeconds(300));

	static final Ending.Verdicts COMPLETE = new Ending.Verdicts(
			new Judgement.Verdict(VerdictKind.COMPLETE, true, "all"),
			new Judgement.Verdict(VerdictKind.COMPLETE, true, "all"));

	WorkerDatabase database;

	Claims claims;

	Ledger ledger;

	Lease lease;

	@BeforeEach
	void claim() {
		this.database = new WorkerDatabase();
		this.ledger = LedgerForTests.ledger(this.database, TIMES);
		this.claims = LedgerForTests.claims(this.database, TIMES);
		this.lease = claimNew();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	Lease claimNew() {
		JobId job = this.database.queueAnalysis(ACCOUNT);
		return this.claims.claim(job).block().lease();
	}

	void expireLease() {
		this.database.shiftTime(Duration.ofSeconds(31));
	}

	void store(ListKind list, int number, List<Member> members) {
		Page page = new Page(members, new Cursor("c" + number), true, TruncationFlags.NONE, null);
		ListWalk walk = new ListWalk(list, 1, page.next(), number, 0, 0, null, 0, 0, TruncationFlags.NONE, false, null);
		this.ledger.store(this.lease, page, walk).block();
	}

	static Page page(long from, int count, String next) {
		List<Member> members = LongStream.range(from, from + count).mapToObj((id) -> member(id, "m" + id)).toList();
		return new Page(members, new Cursor(next), true, TruncationFlags.NONE, null);
	}

	static Member member(long key, String name) {
		return new Member(key, name, "", false, false);
	}

	static Wait cooling(Duration first) {
		return new Wait.ForCooldown(new Cooldown(first, Duration.ofHours(1), Duration.ZERO, "throttled"), false);
	}

}
