package io.followsync.worker.run;

import java.util.function.Supplier;

import io.followsync.job.ListKind;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.policy.Decision;
import io.followsync.worker.policy.FailurePolicy;
import io.followsync.worker.policy.Pacing;
import io.followsync.worker.source.ListReader.Answer;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.source.SourceTraits.Ability;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.WalkEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Makes a run's requests, as far as the budget grants them. A failed one is counted and
 * logged. Mostly the policy then decides, and the step follows its decision.
 */
@Component
record Requests(Pacing pacing, FailurePolicy policy, Ledger ledger, ProgressNotifier notifier, RunMetrics metrics) {

	private static final Logger log = LoggerFactory.getLogger(Requests.class);

	/**
	 * Makes the request, or does not if it is metered and the budget does not grant it.
	 */
	<T> Mono<Outcome<T>> make(JobRun run, Supplier<Mono<Answer<T>>> request) {
		Mono<Outcome<T>> made = Mono.defer(request).map((answer) -> outcome(run, answer));
		if (!run.traits().has(Ability.METERED)) {
			return made;
		}
		return this.pacing.acquireToken(run.lane(), run.reserve(), run.attempts(), run.requestsLeft())
			.<Outcome<T>>map(Outcome.Denied::new)
			.switchIfEmpty(Mono.defer(() -> stillLeased(run, made)));
	}

	// Taking the token is a database call, during which the lease may have run out.
	private static <T> Mono<T> stillLeased(JobRun run, Mono<T> request) {
		return run.leaseState().isLost() ? Mono.error(() -> new Lease.LostException(run.lease())) : request;
	}

	private <T> Outcome<T> outcome(JobRun run, Answer<T> answer) {
		return switch (answer) {
			case Answer.Delivered<T>(T value) -> new Outcome.Delivered<>(value);
			case Answer.Failed<T>(SourceFailure failure) -> {
				count(run, failure);
				yield new Outcome.Failed<>(failure);
			}
		};
	}

	private void count(JobRun run, SourceFailure failure) {
		run.attempts().countFailure(failure);
		// So that the retry takes a token from the bucket, which grants none while the
		// lane cools down.
		run.reserve().discard();
		this.metrics.sourceFailed(failure);
		log.atInfo()
			.addKeyValue("job", run.id())
			.addKeyValue("lane", run.lane())
			.addKeyValue("failure", failure)
			.log("request to the source failed");
	}

	/** The policy's decision on a failure of the current request. */
	Decision decide(JobRun run, SourceFailure failure) {
		return this.policy.decide(failure, run.situation());
	}

	Mono<StepResult> follow(JobRun run, SourceFailure failure) {
		return follow(run, decide(run, failure));
	}

	Mono<StepResult> follow(JobRun run, Decision decision) {
		return switch (decision) {
			case Decision.TryAgain again -> Mono.just(new StepResult.Next(again.pause()));
			case Decision.Park park -> Mono.just(new StepResult.Park(park.until()));
			case Decision.Fail fail ->
				Mono.just(new StepResult.End(new Ending.Failed(fail.failure(), null, fail.cooldown())));
			case Decision.WalkAgain again -> storeWalk(run, currentWalk(run).again());
			case Decision.AbandonList abandon -> storeWalk(run, currentWalk(run).ending(WalkEnd.CURSOR_REFUSED));
		};
	}

	/**
	 * Parks the job, to make the same request again: its answer may be a transient fault.
	 */
	StepResult parkToRetry() {
		return new StepResult.Park(this.policy.retryLater().until());
	}

	Mono<StepResult> storeWalk(JobRun run, ListWalk walk) {
		return this.notifier.storeAndNotify(run, this.ledger.storeWalk(run.lease(), walk), (receipt) -> {
			run.applyWalk(walk, receipt);
			if (!walk.hasEnded()) {
				this.metrics.walkRepeated(walk.list());
			}
		});
	}

	private static ListWalk currentWalk(JobRun run) {
		ListKind list = run.progress().currentList();
		if (list == null) {
			throw new IllegalStateException("no list of job " + run.id() + " is being read");
		}
		return run.progress().walk(list);
	}

	sealed interface Outcome<T> {

		record Delivered<T>(T value) implements Outcome<T> {
		}

		record Failed<T>(SourceFailure failure) implements Outcome<T> {
		}

		/** The budget grants no request at present. */
		record Denied<T>(Decision decision) implements Outcome<T> {
		}

	}

}
