package io.followsync.worker.engine;

import java.util.function.Supplier;

import io.followsync.job.AccountId;
import io.followsync.job.FailureKind;
import io.followsync.job.Lane;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.ledger.Wait;
import io.followsync.worker.source.LiveReader;
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

	private final JobTransitions transitions;

	Identity(Request request, FailureHandling failures, Ledger ledger, Budget budget, ProgressNotifier notifier,
			JobTransitions transitions) {
		this.request = request;
		this.failures = failures;
		this.ledger = ledger;
		this.budget = budget;
		this.notifier = notifier;
		this.transitions = transitions;
	}

	/**
	 * Settles whether a doubted session is alive, with the cheapest request; the failure
	 * policy takes its answer as final.
	 */
	Mono<Void> look(JobRun run, LiveReader reader) {
		return this.request.make(run, reader, reader::look, (look) -> check(run, look.viewer(), () -> trust(run)));
	}

	private Mono<Void> trust(JobRun run) {
		return this.ledger.trust(run.lease()).doOnNext((receipt) -> {
			run.trusted(receipt);
			this.notifier.running(run, receipt);
		}).then();
	}

	/**
	 * Stores a page unless it names another viewer than the account that the session
	 * claims. While the session is unconfirmed, a page that names no viewer proves
	 * nothing, since any session may read any list: it is held until the viewer is known.
	 */
	Mono<Void> take(JobRun run, @Nullable AccountId viewer, Supplier<Mono<Void>> store) {
		return (viewer == null && run.unconfirmed()) ? Mono.fromRunnable(() -> run.hold(store))
				: check(run, viewer, store);
	}

	/**
	 * Asks whose session it is, because a page is held. Without an answer nothing is
	 * stored: a wait discards the page, and it is read again afterwards.
	 */
	Mono<Void> ask(JobRun run, LiveReader reader, Supplier<Mono<Void>> held) {
		return this.request.make(run, reader, reader::whoAmI,
				(look) -> (look.viewer() != null) ? check(run, look.viewer(), held) : nobody(run),
				(failure) -> untold(run, failure));
	}

	// The session was just served a page, so its values are right: a 401 says no more
	// than that the question was not answered.
	private Mono<Void> untold(JobRun run, SourceFailure failure) {
		if (failure instanceof SourceFailure.SessionDead) {
			return this.transitions.end(run,
					FailurePolicy.fail(FailureKind.RECONNECT_NEEDED, FailurePolicy.RECONNECT).ending());
		}
		boolean ofTheQuestion = failure instanceof SourceFailure.Malformed
				|| failure instanceof SourceFailure.RequestRejected || failure instanceof SourceFailure.CursorRefused
				|| failure instanceof SourceFailure.AmbiguousUnauthorized;
		return switch (this.failures.decide(run, failure)) {
			case Decision.TryAgain again -> this.failures.follow(run, again);
			case Decision other -> ofTheQuestion ? nobody(run) : this.failures.follow(run, other);
		};
	}

	private Mono<Void> nobody(JobRun run) {
		return this.transitions.end(run, FailurePolicy.fail(FailureKind.MALFORMED_ANSWER, NOBODY).ending());
	}

	// The first answer that names the viewer moves the job into the account's lane.
	private Mono<Void> check(JobRun run, @Nullable AccountId viewer, Supplier<Mono<Void>> store) {
		if (viewer != null && run.claimed() != null && !viewer.equals(run.claimed())) {
			FailureKind kind = run.answered() ? FailureKind.RECONNECT_NEEDED : FailureKind.NOT_ACCEPTED;
			return this.transitions.end(run, FailurePolicy.fail(kind, SOMEBODY_ELSE).ending());
		}
		return (viewer != null && run.unconfirmed()) ? store.get().then(Mono.defer(() -> confirm(run, viewer)))
				: store.get();
	}

	// The viewer's account pays for what the session used before its owner was known.
	private Mono<Void> confirm(JobRun run, AccountId viewer) {
		Lane account = Lane.ofAccount(viewer);
		return this.budget.charge(run.lane(), account)
			.then(this.ledger.confirm(run.lease(), account))
			.flatMap((confirmation) -> switch (confirmation) {
				case MOVED -> Mono.fromRunnable(() -> confirmed(run, account));
				case HELD -> this.transitions.park(run, new Wait.ForLane(account));
				case COOLING -> this.transitions.park(run, new Wait.ForCoolLane(account));
			});
	}

	private static void confirmed(JobRun run, Lane account) {
		run.confirmed(account);
		log.atInfo().addKeyValue("job", run.lease().job()).addKeyValue("lane", account).log("account confirmed");
	}

}
