package io.followsync.worker.ledger.r2dbc;

import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.runtime.database.DatabaseWait;
import io.followsync.worker.ledger.Confirmation;
import io.followsync.worker.ledger.Ending;
import io.followsync.worker.ledger.Lease;
import io.followsync.worker.ledger.LeaseLostException;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.ledger.LedgerProperties;
import io.followsync.worker.ledger.Parked;
import io.followsync.worker.ledger.Probes;
import io.followsync.worker.ledger.SeenMembers;
import io.followsync.worker.ledger.Wait;
import io.followsync.worker.ledger.WriteReceipt;
import io.followsync.worker.source.DeclaredCounts;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Relation;
import io.followsync.worker.verdict.WalkComparison;
import io.followsync.worker.walk.ListWalk;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;

@Repository
class R2dbcLedger implements Ledger {

	private static final String SEEN = """
			SELECT member_keys, cursor FROM sync_pages
			WHERE job_id = :job AND list = :list AND walk = :walk ORDER BY page""";

	private static final String DECLARE = """
			WITH guard AS (
			  UPDATE jobs SET counts_asked = true, progress_seq = progress_seq + 1, changed_at = deciding_time(),
			    claims_in_vain = 0, retries = 0, first_answer_at = coalesce(first_answer_at, deciding_time())
			  WHERE id = :job AND fence = :fence AND state = 'RUNNING'
			  RETURNING id, progress_seq, changed_at, cancel_requested
			), declared AS (
			  UPDATE job_lists SET declared = CASE list WHEN 'FOLLOWERS' THEN :followers ELSE :following END
			  FROM guard WHERE job_id = guard.id
			)
			SELECT progress_seq, changed_at, cancel_requested FROM guard""";

	private static final String TRUST = """
			UPDATE jobs SET doubted = false, progress_seq = progress_seq + 1, changed_at = deciding_time(),
			  claims_in_vain = 0, retries = 0, first_answer_at = coalesce(first_answer_at, deciding_time())
			WHERE id = :job AND fence = :fence AND state = 'RUNNING'
			RETURNING progress_seq, changed_at, cancel_requested""";

	private static final String CONFIRM = """
			UPDATE jobs SET lane = CASE WHEN EXISTS (
			  SELECT FROM lane_cooldowns c WHERE c.lane = :lane AND c.until > deciding_time()) THEN lane ELSE :lane END
			WHERE id = :job AND fence = :fence AND state = 'RUNNING'
			RETURNING lane = :lane AS moved""";

	private static final String COMPARE = """
			WITH shown AS (
			  SELECT k.key, bool_or(walk = 1) AS in_first, bool_or(walk = 2) AS in_last, bool_or(walk = 0) AS set_aside
			  FROM sync_pages, unnest(member_keys) AS k (key)
			  WHERE job_id = :job AND list = :list GROUP BY k.key
			)
			SELECT count(*) AS in_all, least(count(*) FILTER (WHERE in_last <> in_first),
			  CASE WHEN bool_or(set_aside) THEN count(*) FILTER (WHERE in_last <> set_aside) END) AS differing FROM shown""";

	private final DatabaseClient database;

	private final PageStatements pages;

	private final ProbeStatements probes;

	private final LedgerProperties times;

	private final WaitStatements waits;

	private final Endings endings;

	R2dbcLedger(DatabaseClient database, LedgerProperties times, WaitStatements waits, Endings endings) {
		this.database = database;
		this.pages = new PageStatements(database);
		this.probes = new ProbeStatements(database);
		this.times = times;
		this.waits = waits;
		this.endings = endings;
	}

	@Override
	public Mono<SeenMembers> seen(JobId job, ListKind list, int walk) {
		return this.database.sql(SEEN)
			.bind("job", job.value())
			.bind("list", list.name())
			.bind("walk", WalkNumber.stored(walk))
			.map((row) -> new Stored(JobRow.get(row, "member_keys", Long[].class), row.get("cursor", String.class)))
			.all()
			.reduceWith(SeenMembers::new, (seen, page) -> {
				seen.addStored(page.members(), page.cursor());
				return seen;
			})
			.transform(this::bounded);
	}

	@Override
	public Mono<WriteReceipt> store(Lease lease, Page page, ListWalk walk) {
		return receipt(lease, this.pages.store(lease, page, walk));
	}

	@Override
	public Mono<WriteReceipt> keep(Lease lease, ListWalk walk) {
		return receipt(lease, this.pages.keep(lease, walk));
	}

	@Override
	public Mono<WriteReceipt> declare(Lease lease, DeclaredCounts counts) {
		GenericExecuteSpec spec = this.database.sql(DECLARE)
			.bind("job", lease.job().value())
			.bind("fence", lease.fence());
		return receipt(lease, count(count(spec, "followers", counts.followers()), "following", counts.following()));
	}

	@Override
	public Mono<WriteReceipt> startOverIfStale(Lease lease, ListWalk walk) {
		return bounded(this.pages.startOver(lease, walk, this.times.resumableFor())
			.map((row) -> JobRow.receipt(row))
			.one()
			.switchIfEmpty(Mono.defer(() -> this.waits.emptyIfHeld(lease))));
	}

	@Override
	public Mono<Probes> probes(Lease lease, int most) {
		return bounded(this.probes.choose(lease, most).switchIfEmpty(Mono.error(() -> new LeaseLostException(lease))));
	}

	@Override
	public Mono<WriteReceipt> probed(Lease lease, long member, @Nullable Relation relation) {
		return receipt(lease, this.probes.probed(lease, member, relation));
	}

	@Override
	public Mono<WriteReceipt> trust(Lease lease) {
		return receipt(lease, this.database.sql(TRUST).bind("job", lease.job().value()).bind("fence", lease.fence()));
	}

	@Override
	public Mono<Confirmation> confirm(Lease lease, Lane account) {
		return this.database.sql(CONFIRM)
			.bind("lane", account.value())
			.bind("job", lease.job().value())
			.bind("fence", lease.fence())
			.map((row) -> JobRow.get(row, "moved", Boolean.class) ? Confirmation.MOVED : Confirmation.COOLING)
			.one()
			.switchIfEmpty(Mono.error(() -> new LeaseLostException(lease)))
			.onErrorReturn(DuplicateKeyException.class, Confirmation.HELD)
			.transform(this::bounded);
	}

	@Override
	public Mono<WalkComparison> compareWalks(JobId job, ListKind list) {
		return this.database.sql(COMPARE)
			.bind("job", job.value())
			.bind("list", list.name())
			.map((row) -> new WalkComparison(JobRow.get(row, "in_all", Long.class),
					JobRow.get(row, "differing", Long.class)))
			.one()
			.transform(this::bounded);
	}

	@Override
	public Mono<Parked> park(Lease lease, Wait wait) {
		return bounded(this.waits.park(lease, wait));
	}

	@Override
	public Mono<WriteReceipt> release(Lease lease) {
		return bounded(this.waits.release(lease));
	}

	@Override
	public Mono<WriteReceipt> end(Lease lease, Ending ending) {
		return bounded(this.endings.end(lease, ending).switchIfEmpty(Mono.error(() -> new LeaseLostException(lease))));
	}

	private Mono<WriteReceipt> receipt(Lease lease, GenericExecuteSpec spec) {
		return bounded(spec.map((row) -> JobRow.receipt(row))
			.one()
			.switchIfEmpty(Mono.error(() -> new LeaseLostException(lease))));
	}

	// A run that gets no answer ends; if its write succeeds after all, the next run
	// resumes from there.
	private <T> Mono<T> bounded(Mono<T> write) {
		return DatabaseWait.atMost(this.times.lease(), write);
	}

	private static GenericExecuteSpec count(GenericExecuteSpec spec, String name, @Nullable Long value) {
		return (value != null) ? spec.bind(name, value) : spec.bindNull(name, Long.class);
	}

	private record Stored(Long[] members, @Nullable String cursor) {
	}

}
