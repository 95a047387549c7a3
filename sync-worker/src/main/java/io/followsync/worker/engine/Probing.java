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

	private final JobTransitions transitions;

	private final EngineMetrics metrics;

	private final int most;

	/**
	 * @param most the most members to probe
	 */
	Probing(Request request, FailureHandling failures, Ledger ledger, ProgressNotifier notifier,
			JobTransitions transitions, EngineMetrics metrics, int most) {
		this.request = request;
		this.failures = failures;
		this.ledger = ledger;
		this.notifier = notifier;
		this.transitions = transitions;
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
	Mono<Void> next(JobRun run, LiveReader reader, Ending.Verdicts verdicts) {
		Probes probes = run.probes();
		if (probes == null) {
			return this.ledger.probes(run.lease(), this.most).doOnNext(run::plan).then();
		}
		Long member = probes.next();
		if (member == null || probes.refused() >= MAX_REFUSED) {
			return this.transitions.end(run, new Ending.Completed(verdicts, null));
		}
		return this.request.make(run, () -> reader.relation(member), (relation) -> store(run, probes, member, relation),
				(failure) -> refused(run, probes, member, failure, verdicts), settle(run, verdicts, null));
	}

	private Mono<Void> store(JobRun run, Probes probes, long member, @Nullable Relation relation) {
		return this.ledger.probed(run.lease(), member, relation).doOnNext((receipt) -> {
			run.probed(probes.after(relation != null), receipt);
			this.metrics.probed(relation);
			this.notifier.running(run, receipt);
		}).then();
	}

	private Mono<Void> refused(JobRun run, Probes probes, long member, SourceFailure failure,
			Ending.Verdicts verdicts) {
		if (ofThisMember(failure)) {
			return store(run, probes, member, null);
		}
		return switch (this.failures.decide(run, failure)) {
			case Decision.TryAgain again -> this.failures.follow(run, again);
			case Decision.Park(Wait.ForRetry wait) -> this.transitions.park(run, wait);
			case Decision.Park(Wait.ForCooldown wait) -> settle(run, verdicts, wait.cooldown());
			case Decision.Fail fail -> settle(run, verdicts, fail.ending().cooldown());
			case Decision other -> throw new IllegalStateException("a probe is not followed by " + other);
		};
	}

	private Mono<Void> settle(JobRun run, Ending.Verdicts verdicts, @Nullable Cooldown cooldown) {
		return this.transitions.end(run, new Ending.Completed(verdicts, cooldown));
	}

	private static boolean ofThisMember(SourceFailure failure) {
		return failure instanceof SourceFailure.Malformed || failure instanceof SourceFailure.RequestRejected
				|| failure instanceof SourceFailure.CursorRefused || failure instanceof SourceFailure.Unreadable;
	}

}
