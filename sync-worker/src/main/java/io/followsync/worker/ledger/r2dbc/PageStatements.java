package io.followsync.worker.ledger.r2dbc;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

import io.followsync.worker.ledger.Lease;
import io.followsync.worker.ledger.LedgerProperties;
import io.followsync.worker.source.Cursor;
import io.followsync.worker.source.Member;
import io.followsync.worker.source.Page;
import io.followsync.worker.walk.ListWalk;
import org.jspecify.annotations.Nullable;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * The statements that write a page, and a walk without a page. Each is one statement
 * under one guard.
 */
final class PageStatements {

	static final String GUARD = """
			WITH guard AS (
			  UPDATE jobs SET progress_seq = progress_seq + 1, changed_at = deciding_time(),
			    claims_in_vain = 0, retries = 0, doubted = false,
			    first_answer_at = coalesce(first_answer_at, deciding_time())
			  WHERE id = :job AND fence = :fence AND state = 'RUNNING'
			  RETURNING id, progress_seq, changed_at, cancel_requested
			), """;

	private static final String WALK = """
			kept AS (
			  UPDATE job_lists SET walk = :walk, extra_walks = :extra, cursor = :cursor, pages = :page, row_count = :rows, fetched = :fetched,
			    empty_pages = :empty, stale_pages = :stale, limited = :limited, hidden = :hidden,
			    date_range = :dateRange, export_sign = :exportSign, comparable = :comparable, walk_end = :end,
			    walk_began_at = CASE WHEN :page <= 1 THEN guard.changed_at ELSE coalesce(walk_began_at, guard.changed_at) END,
			    walk_ended_at = CASE WHEN :ended THEN guard.changed_at END
			  FROM guard WHERE job_id = guard.id AND list = :list
			) """;

	private static final String PAGE = """
			page AS (
			  INSERT INTO sync_pages (job_id, list, walk, page, cursor, member_keys, usernames, full_names, verified, private, doubtful)
			  SELECT id, :list, :walk, :page, :cursor, :keys, :usernames, :fullNames, :verified, :private, :doubtful FROM guard
			), """;

	private static final String SET_ASIDE = """
			aside AS (
			  UPDATE sync_pages SET walk = %d FROM guard WHERE job_id = guard.id AND list = :list AND walk = :walk
			), """.formatted(WalkNumber.ASIDE);

	private static final String STORE = GUARD + PAGE + WALK
			+ "SELECT progress_seq, changed_at, cancel_requested FROM guard";

	private static final String KEEP = GUARD + WALK + "SELECT progress_seq, changed_at, cancel_requested FROM guard";

	private static final String KEEP_ANOTHER = GUARD + SET_ASIDE + WALK
			+ "SELECT progress_seq, changed_at, cancel_requested FROM guard";

	private static final String START_OVER = """
			WITH guard AS (
			  UPDATE jobs SET progress_seq = progress_seq + 1, changed_at = deciding_time()
			  WHERE id = :job AND fence = :fence AND state = 'RUNNING' AND EXISTS (
			    SELECT FROM sync_pages p JOIN job_lists l USING (job_id, list)
			    WHERE p.job_id = :job AND p.list = :list AND p.walk = :walk AND p.page = l.pages
			      AND p.stored_at <= deciding_time() - make_interval(secs => :resumable))
			  RETURNING id, progress_seq, changed_at, cancel_requested
			), dropped AS (
			  DELETE FROM sync_pages USING guard WHERE job_id = guard.id AND list = :list AND walk = :walk
			), """ + WALK + "SELECT progress_seq, changed_at, cancel_requested FROM guard";

	private final DatabaseClient database;

	PageStatements(DatabaseClient database) {
		this.database = database;
	}

	GenericExecuteSpec store(Lease lease, Page page, ListWalk walk) {
		List<Member> members = page.members();
		GenericExecuteSpec spec = bindWalk(STORE, lease, walk).bind("keys", column(members, Member::key, Long[]::new))
			.bind("usernames", column(members, Member::username, String[]::new))
			.bind("fullNames", column(members, Member::fullName, String[]::new))
			.bind("verified", column(members, Member::verified, Boolean[]::new))
			.bind("private", column(members, Member::privateAccount, Boolean[]::new));
		return members.stream().noneMatch(Member::doubtful) ? spec.bindNull("doubtful", Boolean[].class)
				: spec.bind("doubtful", column(members, Member::doubtful, Boolean[]::new));
	}

	GenericExecuteSpec keep(Lease lease, ListWalk walk) {
		boolean begins = walk.pages() == 0 && !walk.ended();
		return bindWalk((begins && walk.walk() > WalkNumber.MAX_STORED) ? KEEP_ANOTHER : KEEP, lease, walk);
	}

	/** Nothing is written unless the last page of the walk is older than this. */
	GenericExecuteSpec startOver(Lease lease, ListWalk walk, Duration resumable) {
		return bindWalk(START_OVER, lease, walk.startedOver()).bind("resumable", LedgerProperties.seconds(resumable));
	}

	private GenericExecuteSpec bindWalk(String sql, Lease lease, ListWalk walk) {
		GenericExecuteSpec spec = this.database.sql(sql)
			.bind("job", lease.job().value())
			.bind("fence", lease.fence())
			.bind("list", walk.list().name())
			.bind("walk", WalkNumber.stored(walk.walk()))
			.bind("extra", WalkNumber.extra(walk.walk()))
			.bind("page", walk.pages())
			.bind("rows", walk.rows())
			.bind("fetched", walk.fetched())
			.bind("empty", walk.emptyPages())
			.bind("stale", walk.stalePages())
			.bind("limited", walk.cut().limited())
			.bind("hidden", walk.cut().hidden())
			// The previous release knows no other sign of a cut.
			.bind("dateRange", walk.cut().export().isCut())
			.bind("exportSign", walk.cut().export().name())
			.bind("comparable", walk.comparable())
			.bind("ended", walk.ended());
		Cursor cursor = walk.cursor();
		return text(text(spec, "cursor", (cursor != null) ? cursor.value() : null), "end",
				(walk.end() != null) ? walk.end().name() : null);
	}

	static GenericExecuteSpec text(GenericExecuteSpec spec, String name, @Nullable String value) {
		return (value != null) ? spec.bind(name, value) : spec.bindNull(name, String.class);
	}

	private static <T> T[] column(List<Member> members, Function<Member, T> value, IntFunction<T[]> array) {
		return members.stream().map(value).toArray(array);
	}

}
