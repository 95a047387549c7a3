package io.followsync.worker.engine;

import io.followsync.job.ListKind;
import io.followsync.job.VerdictKind;
import io.followsync.job.WaitReason;
import io.followsync.worker.ledger.Ending;
import io.followsync.worker.source.Relation;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.verdict.Judgement;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What the engine counts.
 */
final class EngineMetrics {

	private final MeterRegistry meters;

	EngineMetrics(MeterRegistry meters) {
		this.meters = meters;
	}

	void claimed() {
		this.meters.counter("followsync.claims").increment();
	}

	void stored(ListKind list, int members) {
		this.meters.counter("followsync.pages", "list", list.name()).increment();
		this.meters.counter("followsync.members", "list", list.name()).increment(members);
	}

	void parked(WaitReason reason) {
		this.meters.counter("followsync.jobs.parked", "reason", reason.name()).increment();
	}

	void failedOnce(SourceFailure failure) {
		this.meters.counter("followsync.source.failures", "kind", failure.getClass().getSimpleName()).increment();
	}

	void leaseLost() {
		this.meters.counter("followsync.leases.lost").increment();
	}

	void walkedAgain(ListKind list) {
		this.meters.counter("followsync.walks.repeated", "list", list.name()).increment();
	}

	void startedOver(ListKind list) {
		this.meters.counter("followsync.walks.restarted", "list", list.name()).increment();
	}

	/** Null: nothing was said. */
	void probed(@Nullable Relation relation) {
		String outcome = (relation == null) ? "refused"
				: relation.followedBy() ? "follows" : relation.following() ? "confirmed" : "not_followed";
		this.meters.counter("followsync.probes", "outcome", outcome).increment();
	}

	void ended(Ending ending) {
		String outcome = switch (ending) {
			case Ending.Completed completed -> "COMPLETED";
			case Ending.Failed failed -> failed.failure().kind().name();
			case Ending.Cancelled cancelled -> "CANCELLED";
		};
		this.meters.counter("followsync.jobs.ended", "outcome", outcome).increment();
		Ending.Verdicts verdicts = ending.verdicts();
		if (verdicts != null) {
			verdict(ListKind.FOLLOWERS, verdicts.followers());
			verdict(ListKind.FOLLOWING, verdicts.following());
		}
	}

	private void verdict(ListKind list, Judgement.Verdict verdict) {
		VerdictKind kind = verdict.kind();
		this.meters.counter("followsync.verdicts", "list", list.name(), "verdict", kind.name()).increment();
	}

}
