package io.followsync.worker.run.r2dbc;

import java.time.Duration;
import java.util.List;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.runtime.database.Columns;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.claim.Lease.WriteReceipt;
import io.followsync.worker.run.Ledger.SeenMembers;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Page.Member;
import io.followsync.worker.verdict.Judgement.Evidence;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.WalkNumber;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * The statements that write and read pages and walks. Each write is one statement under
 * one guard.
 */
record PageStatements(DatabaseClient database, GuardedWrites writes) {

	private static final String SEEN = """
			SELECT member_keys AS members, cursor FROM sync_pages
			WHERE job_id = :job AND list = :list AND walk = :walk ORDER BY page""";

	private static final String COMPARE = """
			WITH shown AS (
			  SELECT k.key, bool_or(walk = 1) AS in_first, bool_or(walk = 2) AS in_last, bool_or(walk = 0) AS set_aside
			  FROM sync_pages, unnest(member_keys) AS k (key)
			  WHERE job_id = :job AND list = :list GROUP BY k.key
			)
			SELECT count(*) AS union, least(count(*) FILTER (WHERE in_last <> in_first),
			  CASE WHEN bool_or(set_aside) THEN count(*) FILTER (WHERE in_last <> set_aside) END) AS differing FROM shown""";

	private static final String WALK = """
			, kept AS (
			  UPDATE job_lists SET walk = :walk, extra_walks = :extra, cursor = :cursor, pages = :page, row_count = :rows,
			    fetched = :fetched, empty_pages = :empty, stale_pages = :stale, limited = :limited, hidden = :hidden,
			    date_range = :dateRange, export_sign = :exportSign, comparable = :comparable, walk_end = :end,
			    walk_began_at = CASE WHEN :page <= 1 THEN guard.changed_at ELSE coalesce(walk_began_at, guard.changed_at) END,
			    walk_ended_at = CASE WHEN :ended THEN guard.changed_at END
			  FROM guard WHERE job_id = guard.id AND list = :list
			) """;

	private static final String PAGE = """
			, page AS (
			  INSERT INTO sync_pages (job_id, list, walk, page, cursor, member_keys, usernames, full_names, verified, private, doubtful,
			    picture_ids)
			  SELECT id, :list, :walk, :page, :cursor, :keys::bigint[], :usernames::text[], :fullNames::text[],
			    :verified::boolean[], :private::boolean[], :doubtful::boolean[], :pictures::text[]
			  FROM guard
			)""";

	private static final String SET_ASIDE = """
			, aside AS (
			  UPDATE sync_pages SET walk = :aside FROM guard WHERE job_id = guard.id AND list = :list AND walk = :walk
			)""";

	private static final String STORE = GuardedWrites.PROGRESS + PAGE + WALK + GuardedWrites.RECEIPT;

	private static final String KEEP = GuardedWrites.PROGRESS + WALK + GuardedWrites.RECEIPT;

	private static final String KEEP_ANOTHER = GuardedWrites.PROGRESS + SET_ASIDE + WALK + GuardedWrites.RECEIPT;

	private static final String START_OVER = """
			WITH guard AS (
			  UPDATE jobs SET progress_seq = progress_seq + 1, changed_at = deciding_time()
			  WHERE id = :job AND fence = :fence AND state = 'RUNNING' AND EXISTS (
			    SELECT FROM sync_pages p JOIN job_lists l USING (job_id, list)
			    WHERE p.job_id = :job AND p.list = :list AND p.walk = :walk AND p.page = l.pages
			      AND p.stored_at <= deciding_time() - make_interval(secs => :resumable))
			  RETURNING id, lane, progress_seq, changed_at, cancel_requested
			), dropped AS (
			  DELETE FROM sync_pages USING guard WHERE job_id = guard.id AND list = :list AND walk = :walk
			)""" + WALK + GuardedWrites.RECEIPT;

	Mono<SeenMembers> seen(JobId job, ListKind list, int walk) {
		return this.database.sql(SEEN)
			.bind("job", job.value())
			.bind("list", list.name())
			.bind("walk", WalkNumber.of(walk).stored())
			.mapProperties(Stored.class)
			.all()
			.reduceWith(SeenMembers::new, (seen, page) -> {
				seen.addStored(page.members(), page.cursor());
				return seen;
			});
	}

	Mono<Evidence.Comparison> compare(JobId job, ListKind list) {
		return this.database.sql(COMPARE)
			.bind("job", job.value())
			.bind("list", list.name())
			.mapProperties(Evidence.Comparison.class)
			.one();
	}

	Mono<WriteReceipt> store(Lease lease, Page page, ListWalk walk) {
		List<Member> members = page.members();
		String doubtful = members.stream().anyMatch(Member::doubtful) ? ArrayLiterals.flags(members, Member::doubtful)
				: null;
		String pictures = members.stream().anyMatch((member) -> member.pictureId() != null)
				? ArrayLiterals.texts(members, Member::pictureId) : null;
		return this.writes.write(lease,
				bindWalk(STORE, lease, walk).bind("keys", ArrayLiterals.numbers(members, Member::key))
					.bind("usernames", ArrayLiterals.texts(members, Member::username))
					.bind("fullNames", ArrayLiterals.texts(members, Member::fullName))
					.bind("verified", ArrayLiterals.flags(members, Member::verified))
					.bind("private", ArrayLiterals.flags(members, Member::privateAccount))
					.bind("doubtful", GuardedWrites.orNull(doubtful, String.class))
					.bind("pictures", GuardedWrites.orNull(pictures, String.class)));
	}

	Mono<WriteReceipt> storeWalk(Lease lease, ListWalk walk) {
		boolean begins = walk.pages() == 0 && !walk.hasEnded();
		return this.writes.write(lease, (begins && WalkNumber.of(walk.walk()).extra() > 0)
				? bindWalk(KEEP_ANOTHER, lease, walk).bind("aside", WalkNumber.ASIDE) : bindWalk(KEEP, lease, walk));
	}

	/**
	 * Empty, and nothing written, unless the last page of the walk is older than this.
	 */
	Mono<WriteReceipt> startOver(Lease lease, ListWalk walk, Duration resumable) {
		return bindWalk(START_OVER, lease, walk.startedOver()).bind("resumable", Columns.seconds(resumable))
			.map((row) -> GuardedWrites.progressReceipt(row))
			.one()
			.switchIfEmpty(this.writes.emptyIfHeld(lease));
	}

	private GenericExecuteSpec bindWalk(String sql, Lease lease, ListWalk walk) {
		WalkNumber number = WalkNumber.of(walk.walk());
		Page.Cursor cursor = walk.cursor();
		return this.writes.statement(sql, lease)
			.bind("list", walk.list().name())
			.bind("walk", number.stored())
			.bind("extra", number.extra())
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
			.bind("ended", walk.hasEnded())
			.bind("cursor", GuardedWrites.orNull((cursor != null) ? cursor.value() : null, String.class))
			.bind("end", GuardedWrites.orNull((walk.end() != null) ? walk.end().name() : null, String.class));
	}

	private record Stored(Long[] members, @Nullable String cursor) {
	}

}
