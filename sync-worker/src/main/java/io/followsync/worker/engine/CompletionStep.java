package io.followsync.worker.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.followsync.job.FailureKind;
import io.followsync.job.JobProgress.Failure;
import io.followsync.job.ListKind;
import io.followsync.job.VerdictKind;
import io.followsync.worker.ledger.Ending;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.LiveReader;
import io.followsync.worker.verdict.Judgement;
import io.followsync.worker.walk.ListWalk;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Judges the walked lists, then ends the job, has a list walked again, or has single
 * members probed.
 */
final class CompletionStep {

	private final Ledger ledger;

	private final Judging judging;

	private final Probing probing;

	private final ProgressNotifier notifier;

	private final EngineMetrics metrics;

	CompletionStep(Ledger ledger, Judging judging, Probing probing, ProgressNotifier notifier, EngineMetrics metrics) {
		this.ledger = ledger;
		this.judging = judging;
		this.probing = probing;
		this.notifier = notifier;
		this.metrics = metrics;
	}

	/** Judges both lists, or has one walked again. */
	Mono<StepResult> judge(JobRun run) {
		return judgements(run).flatMap((judged) -> {
			Ending.Verdicts verdicts = judged.verdicts();
			if (verdicts == null) {
				return walkAgain(run, run.progress().walk(judged.again()).again());
			}
			run.progress().conclude(verdicts);
			return Mono.just(StepResult.Next.NOW);
		});
	}

	/** The end, or the next probe before it. */
	Mono<StepResult> conclude(JobRun run, ListReader reader) {
		Ending.Verdicts verdicts = Objects.requireNonNull(run.progress().verdicts());
		Ending ending = ending(verdicts);
		return (ending instanceof Ending.Completed && reader instanceof LiveReader live
				&& this.probing.possible(run, verdicts)) ? this.probing.next(run, live, verdicts)
						: Mono.just(new StepResult.End(ending));
	}

	/**
	 * The end of a job that may not go on: its result if the lists are proven and only
	 * probes are left, otherwise the failure.
	 */
	Mono<StepResult> stop(JobRun run, Ending failure) {
		if (run.progress().currentList() != null) {
			return Mono.just(new StepResult.End(failure));
		}
		return judgements(run)
			.map((judged) -> (judged.verdicts() != null && ending(judged.verdicts()) instanceof Ending.Completed proven)
					? proven : failure)
			.map(StepResult.End::new);
	}

	private Mono<Judgements> judgements(JobRun run) {
		return Mono.zip(this.judging.judge(run, ListKind.FOLLOWERS), this.judging.judge(run, ListKind.FOLLOWING),
				Judgements::new);
	}

	private Mono<StepResult> walkAgain(JobRun run, ListWalk walk) {
		return this.ledger.keep(run.lease(), walk).map((receipt) -> {
			run.adoptWalk(walk, receipt);
			this.metrics.walkedAgain(walk.list());
			this.notifier.running(run, receipt);
			return StepResult.Next.NOW;
		});
	}

	private static Ending ending(Ending.Verdicts verdicts) {
		List<String> doubts = new ArrayList<>();
		if (verdicts.followers().kind() != VerdictKind.COMPLETE) {
			doubts.add("Followers: " + verdicts.followers().reason());
		}
		if (verdicts.following().kind() != VerdictKind.COMPLETE) {
			doubts.add("Following: " + verdicts.following().reason());
		}
		if (doubts.isEmpty()) {
			return new Ending.Completed(verdicts, null);
		}
		String message = "The lists are not proven complete, so nothing is concluded from them. "
				+ String.join(" ", doubts);
		return new Ending.Failed(new Failure(FailureKind.INCOMPLETE, message), verdicts, null);
	}

	/** The judgements of both lists. */
	private record Judgements(Judgement followers, Judgement following) {

		/** Null if a list must be walked again. */
		Ending.@Nullable Verdicts verdicts() {
			return (this.followers instanceof Judgement.Verdict one
					&& this.following instanceof Judgement.Verdict other) ? new Ending.Verdicts(one, other) : null;
		}

		/** The list that must be walked again. */
		ListKind again() {
			return (this.followers instanceof Judgement.WalkAgain) ? ListKind.FOLLOWERS : ListKind.FOLLOWING;
		}

	}

}
