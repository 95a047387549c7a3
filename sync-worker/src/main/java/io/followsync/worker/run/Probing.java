package io.followsync.worker.run;

import io.followsync.worker.completion.Ending;
import io.followsync.worker.policy.Decision;
import io.followsync.worker.policy.Wait;
import io.followsync.worker.run.Requests.Outcome;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.ListReader.Relation;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.source.SourceTraits.Ability;
import io.followsync.worker.verdict.CompletenessProperties;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Asks about the single members that the job's completion chooses: those whom a complete
 * list may have left out all the same. Each step asks about one member; each answer is
 * stored and not requested again.
 * <p>
 * The result is proven without probes: a failed probe never costs a job its result.
 */
@Component
record Probing(Requests requests, Ledger ledger, ProgressNotifier notifier, RunMetrics metrics,
		CompletenessProperties thresholds) {

	// So many refusals mean that the endpoint is gone, or hides a challenge.
	private static final int MAX_REFUSED = 3;

	/**
	 * Only the account itself can ask who follows it: for any other viewer the answers
	 * would be about that viewer.
	 */
	boolean isPossible(JobRun run, Ending.Verdicts verdicts) {
		return this.thresholds.probes() > 0 && run.traits().has(Ability.PROBES_MEMBERS) && !run.lane().isAnonymous()
				&& run.completion().wantsProbes(verdicts);
	}

	/** The next probe, or the end when none is left. */
	Mono<StepResult> next(JobRun run, ListReader reader, Ending.Verdicts verdicts) {
		Ledger.Probes probes = run.progress().probes();
		if (probes == null) {
			return this.ledger.probes(run.lease(), this.thresholds.probes()).map((chosen) -> {
				run.progress().planProbes(chosen);
				return StepResult.Next.WITHOUT_PAUSE;
			});
		}
		Long member = probes.next();
		if (member == null || probes.refused() >= MAX_REFUSED) {
			return Mono.just(complete(verdicts, null));
		}
		return this.requests.make(run, () -> reader.relation(member)).flatMap((outcome) -> switch (outcome) {
			case Outcome.Delivered<Relation>(Relation relation) ->
				store(run, probes, member, recognized(run, relation));
			case Outcome.Failed<Relation>(SourceFailure failure) when concernsOnlyThisMember(failure) ->
				store(run, probes, member, null);
			case Outcome.Failed<Relation>(SourceFailure failure) -> Mono.just(afterFailure(run, failure, verdicts));
			case Outcome.Denied<Relation>(Decision.Park(Wait.ForOwnLane cooling)) ->
				Mono.just(complete(verdicts, null));
			case Outcome.Denied<Relation>(Decision decision) -> this.requests.follow(run, decision);
		});
	}

	private static @Nullable Relation recognized(JobRun run, Relation relation) {
		return (relation.gone() && !run.completion().recognizesGone()) ? null : relation;
	}

	private Mono<StepResult> store(JobRun run, Ledger.Probes probes, long member, @Nullable Relation relation) {
		return this.notifier.storeAndNotify(run, this.ledger.storeProbe(run.lease(), member, relation), (receipt) -> {
			run.applyProbe(probes.after(relation != null), receipt);
			this.metrics.probed(relation);
		});
	}

	private StepResult afterFailure(JobRun run, SourceFailure failure, Ending.Verdicts verdicts) {
		return switch (this.requests.decide(run, failure)) {
			case Decision.TryAgain again -> new StepResult.Next(again.pause());
			case Decision.Park(Wait.ForRetry wait) -> new StepResult.Park(wait);
			case Decision.Park(Wait.ForCooldown wait) -> complete(verdicts, wait.cooldown());
			case Decision.Fail fail -> complete(verdicts, fail.cooldown());
			case Decision other -> throw new IllegalStateException("a probe cannot be followed by " + other);
		};
	}

	private static StepResult complete(Ending.Verdicts verdicts, Wait.@Nullable Cooldown cooldown) {
		return new StepResult.End(new Ending.Completed(verdicts, cooldown));
	}

	private static boolean concernsOnlyThisMember(SourceFailure failure) {
		return failure.concernsOnlyItsRequest() || failure instanceof SourceFailure.Unreadable;
	}

}
