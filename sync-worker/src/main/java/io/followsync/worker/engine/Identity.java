package io.followsync.worker.engine;

import java.util.function.Supplier;

import io.followsync.job.AccountId;
import io.followsync.job.FailureKind;
import io.followsync.job.Lane;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.ledger.Wait;
import io.followsync.worker.source.LiveReader;
import io.followsync.worker.source.SessionCheck;
import io.followsync.worker.source.SourceFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Whose session a run reads with, and whether it is still accepted.
 */
final class Identity {

	private static final Logger log = LoggerFactory.getLogger(Identity.class);

	static final String SOMEBODY_ELSE = "This session belongs to another account than its user id says.";

	static final String NOBODY = "Instagram did not say whose session this is, so nothing that it showed was used.";

	private final Request request;

	private final FailureHandling failures;

	private final Ledger ledger;

	private final Budget budget;

	private final ProgressNotifier notifier;

	Identity(Request request, FailureHandling failures, Ledger ledger, Budget budget, ProgressNotifier notifier) {
		this.request = request;
		this.failures = failures;
		this.ledger = ledger;
		this.budget = budget;
		this.notifier = notifier;
	}

	/**
	 * Settles whether a suspect session is alive, with the cheapest request; the failure
	 * policy takes its answer as final.
	 */
	Mono<StepResult> checkSession(JobRun run, LiveReader reader) {
		return this.request.make(run, true, reader::look).flatMap((outcome) -> switch (outcome) {
			case Outcome.Delivered<SessionCheck>(SessionCheck look) -> check(run, look.viewer(), trust(run));
			case Outcome.Failed<SessionCheck>(SourceFailure failure) -> this.failures.follow(run, failure);
			case Outcome.NotMade<SessionCheck>(StepResult instead, boolean cooling) -> Mono.just(instead);
		});
	}

	private Mono<StepResult> trust(JobRun run) {
		return this.ledger.trust(run.lease()).map((receipt) -> {
			run.trustSession(receipt);
			this.notifier.running(run, receipt);
			return StepResult.Next.NOW;
		});
	}

	/**
	 * Asks whose session it is, because a page is held. Without an answer nothing is
	 * stored: a wait discards the page, and it is read again afterwards.
	 * @param store stores the page
	 */
	Mono<StepResult> askViewer(JobRun run, LiveReader reader, Mono<StepResult> store) {
		return this.request.make(run, true, reader::whoAmI).flatMap((outcome) -> switch (outcome) {
			case Outcome.Delivered<SessionCheck>(SessionCheck look) when look.viewer() == null -> nobody();
			case Outcome.Delivered<SessionCheck>(SessionCheck look) -> check(run, look.viewer(), store);
			case Outcome.Failed<SessionCheck>(SourceFailure failure) -> viewerUnknown(run, failure);
			case Outcome.NotMade<SessionCheck>(StepResult instead, boolean cooling) -> Mono.just(instead);
		});
	}

	// The session was just served a page, so its values are right: a 401 says no more
	// than that the question was not answered.
	private Mono<StepResult> viewerUnknown(JobRun run, SourceFailure failure) {
		if (failure instanceof SourceFailure.SessionDead) {
			return end(FailureKind.RECONNECT_NEEDED, FailurePolicy.RECONNECT);
		}
		boolean ofTheQuestion = failure instanceof SourceFailure.Malformed
				|| failure instanceof SourceFailure.RequestRejected || failure instanceof SourceFailure.CursorRefused
				|| failure instanceof SourceFailure.AmbiguousUnauthorized;
		return switch (this.failures.decide(run, failure)) {
			case Decision.TryAgain again -> this.failures.follow(run, again);
			case Decision other -> ofTheQuestion ? nobody() : this.failures.follow(run, other);
		};
	}

	private static Mono<StepResult> nobody() {
		return end(FailureKind.MALFORMED_ANSWER, NOBODY);
	}

	private static Mono<StepResult> end(FailureKind kind, String message) {
		return Mono.just(new StepResult.End(FailurePolicy.fail(kind, message).ending()));
	}

	/**
	 * Stores what an answer delivered unless the answer names another viewer than the
	 * account that the session claims. The first answer that names the viewer moves the
	 * job into the account's lane.
	 */
	Mono<StepResult> check(JobRun run, @Nullable AccountId viewer, Mono<StepResult> store) {
		if (viewer != null && run.claimedAccount() != null && !viewer.equals(run.claimedAccount())) {
			return end(run.isAnswered() ? FailureKind.RECONNECT_NEEDED : FailureKind.NOT_ACCEPTED, SOMEBODY_ELSE);
		}
		return (viewer != null && run.isUnconfirmed()) ? store.then(Mono.defer(() -> confirm(run, viewer))) : store;
	}

	// The viewer's account pays for what the session used before its owner was known.
	private Mono<StepResult> confirm(JobRun run, AccountId viewer) {
		Lane account = Lane.ofAccount(viewer);
		return this.budget.charge(run.lane(), account)
			.then(this.ledger.confirm(run.lease(), account))
			.map((confirmation) -> switch (confirmation) {
				case MOVED -> confirmed(run, account);
				case HELD -> new StepResult.Park(new Wait.ForLane(account));
				case COOLING -> new StepResult.Park(new Wait.ForCoolLane(account));
			});
	}

	private static StepResult confirmed(JobRun run, Lane account) {
		run.confirmLane(account);
		log.atInfo().addKeyValue("job", run.lease().job()).addKeyValue("lane", account).log("account confirmed");
		return StepResult.Next.NOW;
	}

}
