package io.followsync.worker.engine;

import io.followsync.worker.ledger.Cooldown;
import io.followsync.worker.ledger.Ending;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.ledger.Probes;
import io.followsync.worker.ledger.Wait;
import io.followsync.worker.source.LiveReader;
import io.followsync.worker.source.Relation;
import io.followsync.worker.source.SourceFailure;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Asks about single members of "not following back" whom a list of followers that is
 * complete but not exact may have left out. Each step asks about one member; each answer
 * is stored and not asked for again.
 * <p>
 * The result is proven without probes: a failed probe never costs a job its result.
 */
final class Probing {

	// So many refusals mean that the endpoint is gone, or hides a challenge.
	private static final int MAX_REFUSED = 3;

	private final Request request;

	private final FailureHandling failures;

	private final Ledger ledger;

	private final ProgressNotifier notifier;

	private final EngineMetrics metrics;

	private final int most;

	/**
	 * @param most the most members to probe
	 */
	Probing(Request request, FailureHandling failures, Ledger ledger, ProgressNotifier notifier, EngineMetrics metrics,
			int most) {
		this.request = request;
		this.failures = failures;
		this.ledger = ledger;
		this.notifier = notifier;
		this.metrics = metrics;
		this.most = most;
	}

	/**
	 * Only the account itself can ask who follows it: for any other viewer the answers
	 * would be about that viewer.
	 */
	boolean possible(JobRun run, Ending.Verdicts verdicts) {
		return this.most > 0 && !verdicts.followers().exact() && !run.lane().anonymous();
	}

	/** The next probe, or the end when none is left. */
	Mono<StepResult> next(JobRun run, LiveReader reader, Ending.Verdicts verdicts) {
		Probes probes = run.progress().probes();
		if (probes == null) {
			return this.ledger.probes(run.lease(), this.most).map((chosen) -> {
				run.progress().planProbes(chosen);
				return StepResult.Next.NOW;
			});
		}
		Long member = probes.next();
		if (member == null || probes.refused() >= MAX_REFUSED) {
			return Mono.just(complete(verdicts, null));
		}
		return this.request.make(run, true, () -> reader.relation(member)).flatMap((outcome) -> switch (outcome) {
			case Outcome.Delivered<Relation>(Relation relation) -> store(run, probes, member, relation);
			case Outcome.Failed<Relation>(SourceFailure failure) when ofThisMember(failure) ->
				store(run, probes, member, null);
			case Outcome.Failed<Relation>(SourceFailure failure) -> Mono.just(afterFailure(run, failure, verdicts));
			case Outcome.NotMade<Relation>(StepResult instead, boolean cooling) ->
				Mono.just(cooling ? complete(verdicts, null) : instead);
		});
	}

	private Mono<StepResult> store(JobRun run, Probes probes, long member, @Nullable Relation relation) {
		return this.ledger.probed(run.lease(), member, relation).map((receipt) -> {
			run.adoptProbe(probes.after(relation != null), receipt);
			this.metrics.probed(relation);
			this.notifier.running(run, receipt);
			return StepResult.Next.NOW;
		});
	}

	private StepResult afterFailure(JobRun run, SourceFailure failure, Ending.Verdicts verdicts) {
		return switch (this.failures.decide(run, failure)) {
			case Decision.TryAgain again -> new StepResult.Next(again.pause());
			case Decision.Park(Wait.ForRetry wait) -> new StepResult.Park(wait);
			case Decision.Park(Wait.ForCooldown wait) -> complete(verdicts, wait.cooldown());
			case Decision.Fail fail -> complete(verdicts, fail.ending().cooldown());
			case Decision other -> throw new IllegalStateException("a probe is not followed by " + other);
		};
	}

	private static StepResult complete(Ending.Verdicts verdicts, @Nullable Cooldown cooldown) {
		return new StepResult.End(new Ending.Completed(verdicts, cooldown));
	}

	private static boolean ofThisMember(SourceFailure failure) {
		return failure instanceof SourceFailure.Malformed || failure instanceof SourceFailure.RequestRejected
				|| failure instanceof SourceFailure.CursorRefused || failure instanceof SourceFailure.Unreadable;
	}

}
