package io.followsync.worker.run.r2dbc;

import java.util.List;

import io.followsync.runtime.database.Columns;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.completion.JobCompletion;
import io.followsync.worker.run.Ledger.Probes;
import io.followsync.worker.source.ListReader.Relation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** The statements of probes. The members are chosen on the first call, and kept. */
record ProbeStatements(DatabaseClient database, TransactionalOperator transaction, GuardedWrites writes,
		List<JobCompletion> completions) {

	private static final String LOCK = """
			SELECT kind FROM jobs WHERE id = :job AND fence = :fence AND state = 'RUNNING' FOR UPDATE""";

	private static final String CHOSEN = """
			SELECT member_key AS member, asked_at IS NULL AS pending,
			  asked_at IS NOT NULL AND following IS NULL AND NOT gone AS refused
			FROM job_probes WHERE job_id = :job ORDER BY place""";

	private static final String STORE = GuardedWrites.PROGRESS + """
			, asked AS (
			  UPDATE job_probes SET asked_at = guard.changed_at, following = :following, followed_by = :followedBy,
			    gone = :gone
			  FROM guard WHERE job_id = guard.id AND member_key = :member
			)
			""" + GuardedWrites.RECEIPT;

	Mono<Probes> choose(Lease lease, int most) {
		return this.writes.statement(LOCK, lease)
			.map((row) -> Columns.required(row, "kind", String.class))
			.one()
			.switchIfEmpty(Mono.error(() -> new Lease.LostException(lease)))
			.flatMap((kind) -> JobCompletion.of(kind, this.completions).chooseProbes(lease.job(), most))
			.then(Mono.defer(() -> chosen(lease)))
			.as(this.transaction::transactional);
	}

	private Mono<Probes> chosen(Lease lease) {
		return this.database.sql(CHOSEN)
			.bind("job", lease.job().value())
			.mapProperties(Chosen.class)
			.all()
			.collectList()
			.map(ProbeStatements::probes);
	}

	private static Probes probes(List<Chosen> chosen) {
		List<Long> pending = chosen.stream().filter(Chosen::pending).map(Chosen::member).toList();
		return new Probes(pending, (int) chosen.stream().filter(Chosen::refused).count());
	}

	Mono<Lease.WriteReceipt> store(Lease lease, long member, @Nullable Relation relation) {
		boolean gone = relation != null && relation.gone();
		Relation known = gone ? null : relation;
		return this.writes.write(lease,
				this.writes.statement(STORE, lease)
					.bind("member", member)
					.bind("following", GuardedWrites.orNull((known != null) ? known.following() : null, Boolean.class))
					.bind("followedBy",
							GuardedWrites.orNull((known != null) ? known.followedBy() : null, Boolean.class))
					.bind("gone", gone));
	}

	private record Chosen(long member, boolean pending, boolean refused) {
	}

}
