package io.followsync.worker.run.r2dbc;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.job.VerdictKind;
import io.followsync.messaging.SyncRequest;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.claim.Claims;
import io.followsync.worker.claim.JobProperties;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.claim.NoWakeUps;
import io.followsync.worker.claim.r2dbc.ClaimsForTests;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.due.DueWork;
import io.followsync.worker.policy.Wait;
import io.followsync.worker.policy.Wait.Cooldown;
import io.followsync.worker.run.Ledger;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Page.Cursor;
import io.followsync.worker.source.Page.Member;
import io.followsync.worker.source.TruncationFlags;
import io.followsync.worker.verdict.Judgement;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.WalkEnd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A job that this worker holds, in a database of its own. */
public abstract class AbstractLedgerTests {

	public static final long ACCOUNT = 5012345678L;

	public static final Lane ACCOUNT_LANE = Lane.ofAccount(new AccountId(ACCOUNT));

	public static final JobProperties TIMES = new JobProperties(Duration.ofSeconds(30), Duration.ofSeconds(10),
			Duration.ofHours(12));

	public static final Ending.Verdicts COMPLETE = new Ending.Verdicts(
			new Judgement.Verdict(VerdictKind.COMPLETE, true, "all"),
			new Judgement.Verdict(VerdictKind.COMPLETE, true, "all"));

	protected WorkerDatabase database;

	protected Claims claims;

	protected DueWork<SyncRequest> due;

	protected Ledger ledger;

	protected Lease lease;

	@BeforeEach
	protected void claim() {
		this.database = new WorkerDatabase();
		this.ledger = LedgerForTests.ledger(this.database, TIMES);
		this.claims = ClaimsForTests.claims(this.database, TIMES);
		this.due = ClaimsForTests.dueJobs(this.database, TIMES, new NoWakeUps());
		this.lease = claimNew();
	}

	@AfterEach
	protected void close() {
		this.database.close();
	}

	protected Lease claimNew() {
		JobId job = this.database.queueAnalysis(ACCOUNT);
		return this.claims.claim(job).block().lease();
	}

	protected void expireLease() {
		this.database.shiftTime(Duration.ofSeconds(31));
	}

	protected void store(ListKind list, int number, List<Member> members) {
		Page page = new Page(members, new Cursor("c" + number), true, TruncationFlags.NONE, null);
		ListWalk walk = new ListWalk(list, 1, page.next(), number, 0, 0, null, 0, 0, TruncationFlags.NONE, false, null);
		this.ledger.store(this.lease, page, walk).block();
	}

	/** Stores a whole list as one page. */
	protected void read(Lease lease, ListKind list, List<Member> members) {
		Page page = new Page(members, null, false, TruncationFlags.NONE, null);
		ListWalk walk = new ListWalk(list, 1, null, 1, members.size(), members.size(), null, 0, 0, TruncationFlags.NONE,
				false, WalkEnd.CLEAN);
		this.ledger.store(lease, page, walk).block();
	}

	protected static Page page(long from, int count, String next) {
		List<Member> members = LongStream.range(from, from + count).mapToObj((id) -> member(id, "m" + id)).toList();
		return new Page(members, new Cursor(next), true, TruncationFlags.NONE, null);
	}

	protected static Member member(long key, String name) {
		return new Member(key, name, "", false, false, false);
	}

	protected static Wait cooling(Duration first) {
		return new Wait.ForCooldown(new Cooldown(first, Duration.ofHours(1), Duration.ZERO, "throttled"), false);
	}

}
