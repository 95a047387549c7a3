package io.followsync.worker.engine;

import io.followsync.job.ListKind;
import io.followsync.worker.ledger.Ending;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.verdict.Completeness;
import io.followsync.worker.verdict.Judgement;
import io.followsync.worker.verdict.ListEvidence;
import io.followsync.worker.walk.ListWalk;
import reactor.core.publisher.Mono;

/**
 * Judges the lists of a run by their walks.
 */
final class Judging {

	private final Ledger ledger;

	private final Completeness completeness;

	Judging(Ledger ledger, Completeness completeness) {
		this.ledger = ledger;
		this.completeness = completeness;
	}

	/** The judgement on a list whose walk has ended. */
	Mono<Judgement> judge(JobRun run, ListKind list) {
		return evidence(run, list).map(this.completeness::judge);
	}

	/**
	 * The ending; if it is a failure without verdicts, with those on both lists as they
	 * stand. A job that has read nothing of either gets none, as there is no evidence.
	 */
	Mono<Ending> withVerdicts(JobRun run, Ending ending) {
		if (!(ending instanceof Ending.Failed failed) || failed.verdicts() != null || !run.progress().hasPages()) {
			return Mono.just(ending);
		}
		return Mono.zip(asItStands(run, ListKind.FOLLOWERS), asItStands(run, ListKind.FOLLOWING), Ending.Verdicts::new)
			.map((verdicts) -> new Ending.Failed(failed.failure(), verdicts, failed.cooldown()));
	}

	private Mono<Judgement.Verdict> asItStands(JobRun run, ListKind list) {
		return evidence(run, list).map(this.completeness::judgeAsItStands);
	}

	private Mono<ListEvidence> evidence(JobRun run, ListKind list) {
		ListWalk walk = run.progress().walk(list);
		if (!walk.ended() || !walk.comparable()) {
			return Mono.just(new ListEvidence(run.source(), walk, null));
		}
		return this.ledger.compareWalks(run.lease().job(), list)
			.map((comparison) -> new ListEvidence(run.source(), walk, comparison));
	}

}
