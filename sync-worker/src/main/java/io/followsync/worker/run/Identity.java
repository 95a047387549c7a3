package io.followsync.worker.run;

import io.followsync.job.AccountId;
import io.followsync.job.FailureKind;
import io.followsync.job.Lane;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.policy.Decision;
import io.followsync.worker.policy.FailurePolicy;
import io.followsync.worker.policy.Wait;
import io.followsync.worker.run.Requests.Outcome;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.ListReader.SessionCheck;
import io.followsync.worker.source.SourceFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/** Whose session a run reads with, and whether it is still accepted. */
@Component
record Identity(Requests requests, Ledger ledger, Budget budget, ProgressNotifier notifier) {

	private static final Logger log = LoggerFactory.getLogger(Identity.class);

	static final String SOMEBODY_ELSE = "This session belongs to a different account than its user id says.";

	static final String NOT_NAMED = "Instagram did not say whose session this is, so Followsync used none of its answers.";

	/**
	 * Settles whether a suspect session is alive, with the cheapest request; the failure
	 * policy takes its answer as final.
	 */
	Mono<StepResult> checkSession(JobRun run, ListReader reader) {
		return this.requests.make(run, reader::look).flatMap((outcome) -> switch (outcome) {
			case Outcome.Delivered<SessionCheck>(SessionCheck check) -> acceptAnswer(run, check.viewer(), trust(run));
			case Outcome.Failed<SessionCheck>(SourceFailure failure) -> this.requests.follow(run, failure);
			case Outcome.Denied<SessionCheck>(Decision decision) -> this.requests.follow(run, decision);
		});
	}

	private Mono<StepResult> trust(JobRun run) {
		return this.notifier.storeAndNotify(run, this.ledger.trust(run.lease()), run::recordProgress);
	}

	/**
	 * Asks whose session it is, because a page is withheld. Without an answer nothing is
	 * stored: parking discards the page, and it is read again afterwards.
	 */
	Mono<StepResult> identifyViewer(JobRun run, ListReader reader, Mono<StepResult> storing) {
		return this.requests.make(run, reader::whoAmI).flatMap((outcome) -> switch (outcome) {
			case Outcome.Delivered<SessionCheck>(SessionCheck check) when check.viewer() == null -> viewerNotNamed();
			case Outcome.Delivered<SessionCheck>(SessionCheck check) -> acceptAnswer(run, check.viewer(), storing);
			case Outcome.Failed<SessionCheck>(SourceFailure failure) -> viewerUnknown(run, failure);
			case Outcome.Denied<SessionCheck>(Decision decision) -> this.requests.follow(run, decision);
		});
	}

	private Mono<StepResult> viewerUnknown(JobRun run, SourceFailure failure) {
		return switch (failure) {
			case SourceFailure.SessionDead dead -> end(FailureKind.RECONNECT_NEEDED, FailurePolicy.RECONNECT);
			// It only refuses this question: the session has just read a page.
			case SourceFailure.AmbiguousUnauthorized refused -> questionFailed(run, refused);
			case SourceFailure other -> followUp(run, other);
		};
	}

	private Mono<StepResult> followUp(JobRun run, SourceFailure failure) {
		return failure.concernsOnlyItsRequest() ? questionFailed(run, failure) : this.requests.follow(run, failure);
	}

	private Mono<StepResult> questionFailed(JobRun run, SourceFailure failure) {
		return switch (this.requests.decide(run, failure)) {
			case Decision.TryAgain again -> this.requests.follow(run, again);
			case Decision other -> viewerNotNamed();
		};
	}

	/**
	 * Asks whose session it is, and ends the job with the answer. The request counts
	 * against the budget of the account that it names, but the job stays out of the
	 * account's lane, in which a sync may run for hours.
	 */
	Mono<StepResult> proveAccount(JobRun run, ListReader reader) {
		return this.requests.make(run, reader::whoAmI).flatMap((outcome) -> switch (outcome) {
			case Outcome.Delivered<SessionCheck>(SessionCheck check) -> prove(run, check);
			case Outcome.Failed<SessionCheck>(SourceFailure failure) -> followUp(run, failure);
			case Outcome.Denied<SessionCheck>(Decision decision) -> this.requests.follow(run, decision);
		});
	}

	private Mono<StepResult> prove(JobRun run, SessionCheck check) {
		AccountId viewer = check.viewer();
		if (viewer == null) {
			return viewerNotNamed();
		}
		if (!viewer.equals(run.claimed().claimedAccount())) {
			return end(FailureKind.NOT_ACCEPTED, SOMEBODY_ELSE);
		}
		// Whoever cancelled it meanwhile must not find it proven.
		return this.budget.charge(run.lane(), Lane.ofAccount(viewer))
			.then(this.ledger.trust(run.lease()))
			.map((receipt) -> new StepResult.End(
					receipt.cancelRequested() ? new Ending.Cancelled() : new Ending.Proven(check.username())));
	}

	private static Mono<StepResult> viewerNotNamed() {
		return end(FailureKind.MALFORMED_ANSWER, NOT_NAMED);
	}

	private static Mono<StepResult> end(FailureKind kind, String message) {
		return Mono.just(new StepResult.End(Ending.failed(kind, message)));
	}

	/**
	 * Stores what an answer delivered unless the answer names another viewer than the
	 * account that the session claims. After the first answer that names the viewer is
	 * stored, the account's budget pays for the requests so far, and the job moves into
	 * the account's lane, or is parked for it.
	 */
	Mono<StepResult> acceptAnswer(JobRun run, @Nullable AccountId viewer, Mono<StepResult> storing) {
		if (viewer != null && run.claimed().claimedAccount() != null
				&& !viewer.equals(run.claimed().claimedAccount())) {
			// The credential of an account worked before, for whoever connected it.
			boolean worked = run.isAnswered() || !run.isUnconfirmed();
			return end(worked ? FailureKind.RECONNECT_NEEDED : FailureKind.NOT_ACCEPTED, SOMEBODY_ELSE);
		}
		return (viewer != null && run.isUnconfirmed())
				? storing
					.flatMap((result) -> (result instanceof StepResult.Next) ? confirm(run, viewer) : Mono.just(result))
				: storing;
	}

	// The viewer's account pays for what the session used before its owner was known.
	private Mono<StepResult> confirm(JobRun run, AccountId viewer) {
		Lane account = Lane.ofAccount(viewer);
		return this.budget.charge(run.lane(), account)
			.then(this.ledger.confirm(run.lease(), account))
			.map((confirmation) -> switch (confirmation) {
				case MOVED -> confirmed(run, account);
				case BUSY -> new StepResult.Park(new Wait.ForAccount(account));
				case COOLING -> new StepResult.Park(new Wait.ForAccountCooldown(account));
			});
	}

	private static StepResult confirmed(JobRun run, Lane account) {
		run.confirmLane(account);
		log.atInfo()
			.addKeyValue("job", run.id())
			.addKeyValue("lane", account)
			.log("session's account confirmed, job moved to its lane");
		return StepResult.Next.WITHOUT_PAUSE;
	}

}
