package io.followsync.worker.engine;

import io.followsync.job.ListKind;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.WalkEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Handles a failed request: records it, asks the policy, and turns its decision into what
 * the run does next.
 */
final class FailureHandling {

	private static final Logger log = LoggerFactory.getLogger(FailureHandling.class);

	private final FailurePolicy policy;

	private final Ledger ledger;

	private final ProgressNotifier notifier;

	private final EngineMetrics metrics;

	FailureHandling(FailurePolicy policy, Ledger ledger, ProgressNotifier notifier, EngineMetrics metrics) {
		this.policy = policy;
		this.ledger = ledger;
		this.notifier = notifier;
		this.metrics = metrics;
	}

	void note(JobRun run, SourceFailure failure) {
		run.attempts().countFailure(failure);
		this.metrics.failedOnce(failure);
		log.atInfo()
			.addKeyValue("job", run.lease().job())
			.addKeyValue("lane", run.lane())
			.addKeyValue("failure", failure)
			.log("source did not deliver");
	}

	/** The policy's decision on a failure of the current request. */
	Decision decide(JobRun run, SourceFailure failure) {
		return this.policy.decide(failure, run);
	}

	/** Makes the same request again later: what it brought may be a passing fault. */
	StepResult repeatLater() {
		return new StepResult.Park(this.policy.repeatLater().until());
	}

	/** Follows the policy's decision on a failure of the current request. */
	Mono<StepResult> follow(JobRun run, SourceFailure failure) {
		return follow(run, decide(run, failure));
	}

	Mono<StepResult> follow(JobRun run, Decision decision) {
		return switch (decision) {
			case Decision.TryAgain again -> Mono.just(new StepResult.Next(again.pause()));
			case Decision.Park park -> Mono.just(new StepResult.Park(park.until()));
			case Decision.Fail fail -> Mono.just(new StepResult.End(fail.ending()));
			case Decision.WalkAnew anew -> keep(run, present(run).again());
			case Decision.GiveListUp up -> keep(run, present(run).ending(WalkEnd.CURSOR_REFUSED));
		};
	}

	private Mono<StepResult> keep(JobRun run, ListWalk walk) {
		return this.ledger.keep(run.lease(), walk).map((receipt) -> {
			run.adoptWalk(walk, receipt);
			if (!walk.ended()) {
				this.metrics.walkedAgain(walk.list());
			}
			this.notifier.running(run, receipt);
			return StepResult.Next.NOW;
		});
	}

	private static ListWalk present(JobRun run) {
		ListKind list = run.progress().currentList();
		if (list == null) {
			throw new IllegalStateException("no list of job " + run.lease().job() + " is being read");
		}
		return run.progress().walk(list);
	}

}
