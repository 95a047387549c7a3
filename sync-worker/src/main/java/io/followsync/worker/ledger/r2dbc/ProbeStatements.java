package io.followsync.worker.ledger.r2dbc;

import java.util.List;
import java.util.Optional;

import io.followsync.worker.ledger.Lease;
import io.followsync.worker.ledger.Probes;
import io.followsync.worker.source.Relation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * The statements of probes. The members are chosen on the first call, and kept.
 */
final class ProbeStatements {

	private static final String CHOOSE = """
			WITH guard AS (
			  SELECT id FROM jobs WHERE id = :job AND fence = :fence AND state = 'RUNNING' FOR UPDATE
			), """ + ShownMembers.SHOWN + """
			, doubtful AS (
			  SELECT g.key, row_number() OVER (ORDER BY g.username COLLATE "C", g.key) AS place
			  FROM shown g LEFT JOIN shown r ON r.list = 'FOLLOWERS' AND r.key = g.key
			  WHERE g.list = 'FOLLOWING' AND r.key IS NULL AND g.key > 0
			  ORDER BY place LIMIT :most
			), chosen AS (
			  INSERT INTO job_probes (job_id, member_key, place)
			  SELECT guard.id, doubtful.key, doubtful.place FROM guard, doubtful
			  WHERE NOT EXISTS (SELECT FROM job_probes WHERE job_id = :job)
			)
			SELECT id FROM guard""";

	private static final String CHOSEN = """
			SELECT member_key, asked_at IS NULL AS pending, asked_at IS NOT NULL AND following IS NULL AS refused
			FROM job_probes WHERE job_id = :job ORDER BY place""";

	private static final String PROBED = PageStatements.GUARD + """
			asked AS (
			  UPDATE job_probes SET asked_at = guard.changed_at, following = :following, followed_by = :followedBy
			  FROM guard WHERE job_id = guard.id AND member_key = :member
			)
			SELECT progress_seq, changed_at, cancel_requested FROM guard""";

	private final DatabaseClient database;

	ProbeStatements(DatabaseClient database) {
		this.database = database;
	}

	/** Empty if the job is not held. */
	Mono<Probes> choose(Lease lease, int most) {
		return this.database.sql(CHOOSE)
			.bind("job", lease.job().value())
			.bind("fence", lease.fence())
			.bind("most", most)
			.map((row) -> true)
			.one()
			.flatMap((held) -> chosen(lease));
	}

	private Mono<Probes> chosen(Lease lease) {
		return this.database.sql(CHOSEN)
			.bind("job", lease.job().value())
			.map((row) -> new Chosen(JobRow.get(row, "member_key", Long.class),
					JobRow.get(row, "pending", Boolean.class), JobRow.get(row, "refused", Boolean.class)))
			.all()
			.collectList()
			.map(ProbeStatements::probes);
	}

	private static Probes probes(List<Chosen> chosen) {
		List<Long> pending = chosen.stream().filter(Chosen::pending).map(Chosen::member).toList();
		return new Probes(pending, (int) chosen.stream().filter(Chosen::refused).count());
	}

	GenericExecuteSpec probed(Lease lease, long member, @Nullable Relation relation) {
		Optional<Relation> answer = Optional.ofNullable(relation);
		GenericExecuteSpec spec = this.database.sql(PROBED)
			.bind("job", lease.job().value())
			.bind("fence", lease.fence())
			.bind("member", member);
		return flag(flag(spec, "following", answer.map(Relation::following)), "followedBy",
				answer.map(Relation::followedBy));
	}

	private static GenericExecuteSpec flag(GenericExecuteSpec spec, String name, Optional<Boolean> value) {
		return value.map((flag) -> spec.bind(name, flag)).orElseGet(() -> spec.bindNull(name, Boolean.class));
	}

	private record Chosen(long member, boolean pending, boolean refused) {
	}

}
