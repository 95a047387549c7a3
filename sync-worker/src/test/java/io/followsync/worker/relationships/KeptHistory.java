package io.followsync.worker.relationships;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.followsync.job.FailureKind;
import io.followsync.job.JobProgress.Failure;
import io.followsync.job.VerdictKind;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.completion.JobCompletion;
import io.followsync.worker.completion.sync.SyncCompletionForTests;
import io.followsync.worker.verdict.Judgement.Verdict;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Kept accounts in a real database: stores what syncs walked, ends them as a worker, and
 * reads what is kept. Times are seconds.
 */
final class KeptHistory implements AutoCloseable {

	private static final String OWNER = "00000000-0000-0000-0000-000000000001";

	private static final String LOAD_JOBS = """
			WITH syncs AS (SELECT * FROM jsonb_to_recordset(CAST(:syncs AS jsonb)) AS s (id uuid, account bigint))
			INSERT INTO jobs (id, kind, source, state, lane, claimed_user_id, capability_hash, capability_sealed, ended_at, remove_at)
			SELECT id, 'SYNC', 'WEB_SESSION', 'COMPLETED', 'a:' || account, account,
			  decode(replace(id::text, '-', ''), 'hex'), '\\x00', now(), now() + interval '1 day' FROM syncs""";

	private static final String LOAD_LISTS = """
			WITH lists AS (
			  SELECT s.id AS job, l.* FROM jsonb_to_recordset(CAST(:syncs AS jsonb)) AS s (id uuid, lists jsonb),
			    jsonb_to_recordset(s.lists) AS l (list text, walk int, began bigint, ended bigint, comparable boolean, pages jsonb)
			), stored AS (
			  INSERT INTO job_lists (job_id, list, walk, walk_began_at, walk_ended_at, comparable, walk_end)
			  SELECT job, list, walk, to_timestamp(began), to_timestamp(ended), comparable, 'CLEAN' FROM lists
			)
			INSERT INTO sync_pages (job_id, list, walk, page, member_keys, usernames, full_names, verified, private, stored_at)
			SELECT job, list, p.walk, p.page, keys, names, array_fill(''::text, ARRAY[cardinality(keys)]),
			  array_fill(false, ARRAY[cardinality(keys)]), array_fill(false, ARRAY[cardinality(keys)]), to_timestamp(stored)
			FROM lists, jsonb_to_recordset(lists.pages) AS p (walk int, page int, stored bigint, keys bigint[], names text[])""";

	private static final String LOAD_PROBES = """
			INSERT INTO job_probes (job_id, member_key, place, asked_at, following, followed_by, gone)
			SELECT s.id, p.member, row_number() OVER (PARTITION BY s.id), to_timestamp(p.asked), p.following,
			  p."followedBy", p.gone
			FROM jsonb_to_recordset(CAST(:syncs AS jsonb)) AS s (id uuid, probes jsonb),
			  jsonb_to_recordset(s.probes) AS p (member bigint, asked bigint, following boolean, "followedBy" boolean, gone boolean)""";

	private static final String RELATIONSHIPS = """
			SELECT account_id AS account, concat_ws(' ', list, member_key, username, extract(epoch FROM since)::bigint,
			  'absent=' || extract(epoch FROM absent_at)::bigint, 'missed=' || extract(epoch FROM missed_at)::bigint,
			  'seen=' || extract(epoch FROM seen_at)::bigint, 'until=' || extract(epoch FROM until)::bigint,
			  CASE WHEN until IS NULL THEN 'reciprocated=' || reciprocated END) AS line
			FROM relationships ORDER BY account_id, list, member_key, since""";

	private static final String EVENTS = """
			SELECT account_id AS account, concat_ws(' ', seq, kind, member_key, old_username || '>', username,
			  extract(epoch FROM after)::bigint || '..' || extract(epoch FROM before)::bigint) AS line
			FROM events ORDER BY account_id, seq""";

	private static final String INSIGHTS = """
			SELECT account_id AS account, concat_ws(' ', followers_count, following_count, mutual_count, not_following_back_count,
			  fans_count, '+' || gained_count, '-' || lost_count, '?' || unconfirmed_count) AS line
			FROM insights ORDER BY account_id, at""";

	private static final String LISTS = """
			SELECT account_id AS account, concat_ws(' ', list, extract(epoch FROM began_at)::bigint,
			  extract(epoch FROM ended_at)::bigint, members, exact) AS line
			FROM account_lists ORDER BY account_id, list""";

	private static final String MEMBERS = """
			SELECT account, line FROM (
			  SELECT key / 1000 AS account, concat_ws(' ', key, username, 'now', extract(epoch FROM seen_at)::bigint) AS line
			  FROM members
			  UNION ALL
			  SELECT member_key / 1000, concat_ws(' ', member_key, username, 'until', extract(epoch FROM until)::bigint)
			  FROM member_versions) AS profiles
			ORDER BY account, line COLLATE "C"
			""";

	final WorkerDatabase database = new WorkerDatabase();

	private final JobCompletion completion;

	private final TransactionalOperator transaction = this.database.transactionAsWorker();

	KeptHistory() {
		this(MemberStatements.MAX_CANDIDATES);
	}

	KeptHistory(int maxCandidates) {
		this.completion = SyncCompletionForTests.ofSyncs(this.database,
				RelationshipsForTests.reconciliation(this.database, maxCandidates));
		this.database.execute("INSERT INTO owners (id) VALUES ('%s')".formatted(OWNER));
	}

	void keep(long first, long last) {
		this.database.execute("INSERT INTO accounts (id, owner_id) SELECT id, '%s' FROM generate_series(%d, %d) AS id"
			.formatted(OWNER, first, last));
	}

	/** As the engine has stored them when they are about to end. */
	void load(Collection<WalkedSync> syncs) {
		String json = JsonMapper.shared().writeValueAsString(syncs.stream().map(Document::of).toList());
		for (String sql : List.of(LOAD_JOBS, LOAD_LISTS, LOAD_PROBES)) {
			this.database.client().sql(sql).bind("syncs", json).then().block();
		}
	}

	/** Adds members by number to a sync that is loaded, in pages of a hundred. */
	void show(WalkedSync sync, String list, long first, long last) {
		this.database.execute("""
				INSERT INTO sync_pages (job_id, list, walk, page, member_keys, usernames, full_names, verified, private,
				  picture_ids, stored_at)
				SELECT l.job_id, l.list, 1, 2 + k / 100, array_agg(k), array_agg('m' || k), array_agg('Member ' || k),
				  array_agg(false), array_agg(false), array_agg('picture_' || k), l.walk_began_at + interval '1 second'
				FROM job_lists l, generate_series(%d, %d) AS k WHERE l.job_id = '%s' AND l.list = '%s'
				GROUP BY l.job_id, l.list, k / 100, l.walk_began_at""".formatted(first, last, sync.job(), list));
	}

	void run(WalkedSync sync) {
		load(List.of(sync));
		end(sync).block();
	}

	Mono<Void> end(WalkedSync sync) {
		return this.completion.end(sync.job(), ending(sync)).as(this.transaction::transactional);
	}

	/** The worker dies before it commits. */
	Mono<Void> crash(WalkedSync sync) {
		return this.completion.end(sync.job(), ending(sync))
			.then(Mono.<Void>error(new CrashException()))
			.as(this.transaction::transactional)
			.onErrorResume(CrashException.class, (crash) -> Mono.empty());
	}

	List<Long> chooseProbes(WalkedSync sync, int most) {
		load(List.of(sync));
		return chosenProbes(sync, most);
	}

	/** Of a sync that is loaded. */
	List<Long> chosenProbes(WalkedSync sync, int most) {
		this.completion.chooseProbes(sync.job(), most).as(this.transaction::transactional).block();
		return this.database.client()
			.sql("SELECT member_key FROM job_probes WHERE job_id = :job ORDER BY place")
			.bind("job", sync.job().value())
			.map((row) -> row.get(0, Long.class))
			.all()
			.collectList()
			.block();
	}

	String relationships(long account) {
		return lines(RELATIONSHIPS).getOrDefault(account, "");
	}

	String events(long account) {
		return lines(EVENTS).getOrDefault(account, "");
	}

	String insights(long account) {
		return lines(INSIGHTS).getOrDefault(account, "");
	}

	/** Everything that is kept, by account. */
	Map<Long, String> everything() {
		Map<Long, String> all = new HashMap<>();
		for (String sql : List.of(RELATIONSHIPS, EVENTS, INSIGHTS, LISTS, MEMBERS)) {
			lines(sql).forEach((account, lines) -> all.merge(account, lines, (a, b) -> a + b));
		}
		return all;
	}

	private Map<Long, String> lines(String sql) {
		return this.database.client()
			.sql(sql)
			.map((row) -> Map.entry(row.get("account", Long.class), row.get("line", String.class) + "\n"))
			.all()
			.collect(HashMap<Long, String>::new,
					(lines, line) -> lines.merge(line.getKey(), line.getValue(), String::concat))
			.block();
	}

	private static Ending ending(WalkedSync sync) {
		Ending.Verdicts verdicts = new Ending.Verdicts(new Verdict(VerdictKind.COMPLETE, true, "all"),
				new Verdict(sync.completed() ? VerdictKind.COMPLETE : VerdictKind.SUSPECT, false, "some"));
		return sync.completed() ? new Ending.Completed(verdicts, null)
				: new Ending.Failed(new Failure(FailureKind.INCOMPLETE, "not proven"), verdicts, null);
	}

	@Override
	public void close() {
		this.database.close();
	}

	private record Document(UUID id, long account, List<WalkedSync.Walk> lists, List<WalkedSync.Probe> probes) {

		static Document of(WalkedSync sync) {
			return new Document(sync.job().value(), sync.account(), sync.lists(), sync.probes());
		}

	}

	private static final class CrashException extends RuntimeException {

	}

}
