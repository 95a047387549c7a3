package io.followsync.worker.engine;

import java.util.function.Supplier;

import io.followsync.job.AccountId;
import io.followsync.job.FailureKind;
import io.followsync.job.Lane;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.ledger.Wait;
import io.followsync.worker.source.LiveReader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Whose session a run reads with, and whether it is still accepted.
 */
final class Identity {

	static final String SOMEBODY_ELSE = "This session belongs to another account than its user id says.";

	private final Request request;

	private final Ledger ledger;

	private final Budget budget;

	private final Announcements announcements;

	private final Departures departures;

	private final FailureProperties failures;

	Identity(RunTools tools, Request request, Announcements announcements, Departures departures) {
		this.request = request;
		this.ledger = tools.ports().ledger();
		this.budget = tools.ports().budget();
		this.announcements = announcements;
		this.departures = departures;
		this.failures = tools.manners().failures();
	}

	/**
	 * Settles a doubt by the cheapest question: the policies know that its answer
	 * decides.
	 */
	Mono<Void> look(JobRun run, LiveReader reader) {
		return this.request.make(run, reader, reader::look, (look) -> check(run, look.viewer(), () -> trust(run)));
	}

	private Mono<Void> trust(JobRun run) {
		return this.ledger.trust(run.lease()).doOnNext((written) -> {
			run.trusted(written);
			this.announcements.running(run, written);
		}).then();
	}

	/**
	 * Stores an answer unless it names somebody else than the session claims to be. The
	 * first one that names the viewer brings the job into the account's lane.
	 */
	Mono<Void> check(JobRun run, @Nullable AccountId viewer, Supplier<Mono<Void>> store) {
		if (viewer != null && run.claimed() != null && !viewer.equals(run.claimed())) {
			FailureKind kind = run.answered() ? FailureKind.RECONNECT_NEEDED : FailureKind.NOT_ACCEPTED;
			return this.departures.end(run, FailurePolicy.fail(kind, SOMEBODY_ELSE).ending());
		}
		return (viewer != null && run.unconfirmed()) ? store.get().then(Mono.defer(() -> confirm(run, viewer)))
				: store.get();
	}

	// The viewer's own account pays for what the session used before it was known.
	private Mono<Void> confirm(JobRun run, AccountId viewer) {
		Lane account = Lane.ofAccount(viewer);
		return this.budget.charge(run.lane(), account)
			.then(this.ledger.confirm(run.lease(), account))
			.flatMap((confirmation) -> switch (confirmation) {
				case MOVED -> Mono.fromRunnable(() -> run.confirmed(account));
				case HELD -> this.departures.park(run, new Wait.ForLane(account, this.failures.laneBusy()));
				case COOLING -> this.departures.park(run, new Wait.ForCoolLane(account));
			});
	}

}
