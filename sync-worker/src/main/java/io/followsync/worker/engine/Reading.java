package io.followsync.worker.engine;

import io.followsync.job.AccountId;
import io.followsync.job.FailureKind;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.ledger.SeenMembers;
import io.followsync.worker.ledger.Wait;
import io.followsync.worker.source.Answer;
import io.followsync.worker.source.Cursor;
import io.followsync.worker.source.DeclaredCounts;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.walk.ListWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Reads the lists of a run, a page a step: fetched, stored with the walk after it, told.
 */
final class Reading {

	private static final Logger log = LoggerFactory.getLogger(Reading.class);

	static final String SOMEBODY_ELSE = "This session belongs to another account than its user id says.";

	private final Request request;

	private final Ledger ledger;

	private final Budget budget;

	private final Announcements announcements;

	private final Departures departures;

	private final FailureProperties failures;

	private final EngineMetrics metrics;

	Reading(RunTools tools, Request request, Announcements announcements, Departures departures) {
		this.request = request;
		this.ledger = tools.ports().ledger();
		this.budget = tools.ports().budget();
		this.announcements = announcements;
		this.departures = departures;
		this.failures = tools.manners().failures();
		this.metrics = tools.metrics();
	}

	/** The next page of a list. */
	Mono<Void> page(JobRun run, ListReader reader, ListKind list) {
		Cursor after = run.walk(list).cursor();
		return seen(run, list).flatMap((seen) -> this.request.make(run, reader, () -> reader.page(list, after),
				(page) -> took(run, list, seen, page)));
	}

	/**
	 * The declared counts. They are worth a request, and another if that one failed in
	 * passing, and never needed: profile look-ups break before the lists do.
	 */
	Mono<Void> counts(JobRun run, ListReader reader) {
		return this.request.make(run, reader,
				() -> reader.declaredCounts().<Answer<Answer<DeclaredCounts>>>map(Answer.Delivered::new),
				(answer) -> switch (answer) {
					case Answer.Delivered<DeclaredCounts> delivered -> declare(run, delivered.value());
					case Answer.Refused<DeclaredCounts> refused -> undeclared(run, refused.failure());
				});
	}

	private Mono<Void> undeclared(JobRun run, SourceFailure failure) {
		this.metrics.failedOnce(failure);
		log.atInfo()
			.addKeyValue("job", run.lease().job())
			.addKeyValue("failure", failure)
			.log("declared counts not delivered");
		if (failure instanceof SourceFailure.Transient && run.tries().of(failure) == 0) {
			run.failed(failure);
			return Mono.empty();
		}
		return declare(run, DeclaredCounts.UNKNOWN);
	}

	private Mono<Void> declare(JobRun run, DeclaredCounts counts) {
		return this.ledger.declare(run.lease(), counts).doOnNext((written) -> {
			run.declared(counts, written);
			this.announcements.running(run, written);
		}).then();
	}

	private Mono<SeenMembers> seen(JobRun run, ListKind list) {
		SeenMembers known = run.seen();
		return (known != null) ? Mono.just(known)
				: this.ledger.seen(run.lease().job(), list, run.walk(list).walk()).doOnNext(run::remember);
	}

	private Mono<Void> took(JobRun run, ListKind list, SeenMembers seen, Page page) {
		AccountId viewer = page.viewer();
		if (viewer != null && run.claimed() != null && !viewer.equals(run.claimed())) {
			FailureKind kind = run.answered() ? FailureKind.RECONNECT_NEEDED : FailureKind.NOT_ACCEPTED;
			return this.departures.end(run, FailurePolicy.fail(kind, SOMEBODY_ELSE).ending());
		}
		ListWalk walk = run.walk(list).after(page, seen.add(page.members()), seen.add(page.next()));
		Mono<Void> stored = this.ledger.store(run.lease(), page, walk).doOnNext((written) -> {
			run.advance(walk, written);
			this.metrics.stored(list, page.members().size());
			this.announcements.running(run, written);
		}).then();
		return (viewer != null && run.unconfirmed()) ? stored.then(Mono.defer(() -> confirm(run, viewer))) : stored;
	}

	// The viewer's own account is paid for what the shared bucket paid before it was
	// known.
	private Mono<Void> confirm(JobRun run, AccountId viewer) {
		Lane account = Lane.ofAccount(viewer);
		return this.budget.charge(account)
			.then(this.ledger.confirm(run.lease(), account))
			.flatMap((confirmation) -> switch (confirmation) {
				case MOVED -> Mono.fromRunnable(() -> run.confirmed(account));
				case HELD -> this.departures.park(run, new Wait.ForLane(account, this.failures.laneBusy()));
				case COOLING -> this.departures.park(run, new Wait.ForCoolLane(account));
			});
	}

}
