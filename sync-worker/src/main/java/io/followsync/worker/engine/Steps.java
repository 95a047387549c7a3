package io.followsync.worker.engine;

import java.time.Duration;
import java.util.function.Supplier;

import io.followsync.job.ListKind;
import io.followsync.runtime.logging.Failures;
import io.followsync.worker.ledger.Ending;
import io.followsync.worker.ledger.LeaseLostException;
import io.followsync.worker.ledger.Wait;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.LiveReader;
import io.followsync.worker.source.SourceNotReadyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * What a run does next. Every step begins at a page boundary: that is where cancellation,
 * draining and a lost lease take effect.
 */
final class Steps {

	private static final Logger log = LoggerFactory.getLogger(Steps.class);

	private static final Duration UNTIL_TRIED_AGAIN = Duration.ofSeconds(15);

	private final Identity identity;

	private final Reading reading;

	private final CompletionStep completion;

	private final JobTransitions transitions;

	private final Draining draining;

	Steps(Identity identity, Reading reading, CompletionStep completion, JobTransitions transitions,
			Draining draining) {
		this.identity = identity;
		this.reading = reading;
		this.completion = completion;
		this.transitions = transitions;
		this.draining = draining;
	}

	/**
	 * Opens a source, which may take long: the run lets go of its job as soon as it may
	 * not go on, and then this is empty.
	 */
	Mono<ListReader> open(JobRun run, Mono<ListReader> opening) {
		return opening.takeUntilOther(Mono.firstWithSignal(run.leaseState().unwanted(), this.draining.signal()))
			.switchIfEmpty(Mono.defer(() -> leave(run)).then(Mono.empty()));
	}

	/**
	 * Parks a job whose source this replica cannot open: another, or a later one, may.
	 */
	Mono<Void> leaveToOthers(JobRun run, SourceNotReadyException why) {
		log.atWarn()
			.addKeyValue("job", run.lease().job())
			.addKeyValue("cause", Failures.describe(why))
			.log("opening the source failed, job parked for a replica that can");
		return this.transitions.park(run, new Wait.ForRetry(UNTIL_TRIED_AGAIN));
	}

	Mono<Void> next(JobRun run, ListReader reader) {
		return mayGoOn(run) ? step(run, reader) : leave(run);
	}

	private boolean mayGoOn(JobRun run) {
		return !run.leaseState().isLost() && !run.leaseState().isCancelRequested() && !this.draining.begun();
	}

	private Mono<Void> leave(JobRun run) {
		if (run.leaseState().isLost()) {
			return Mono.error(() -> new LeaseLostException(run.lease()));
		}
		return run.leaseState().isCancelRequested() ? cancel(run) : this.transitions.handOver(run);
	}

	private Mono<Void> step(JobRun run, ListReader reader) {
		if (run.sessionSuspect() && reader instanceof LiveReader live) {
			return this.identity.look(run, live);
		}
		Supplier<Mono<Void>> held = run.unclaimedPage();
		if (held != null && reader instanceof LiveReader live) {
			return this.identity.ask(run, live, held);
		}
		if (run.wantsCounts()) {
			return this.reading.counts(run, reader);
		}
		ListKind list = run.present();
		return (list != null) ? this.reading.page(run, reader, list) : this.completion.reach(run, reader);
	}

	/** Ends a run that was asked to cancel. */
	Mono<Void> cancel(JobRun run) {
		return this.transitions.end(run, new Ending.Cancelled());
	}

}
