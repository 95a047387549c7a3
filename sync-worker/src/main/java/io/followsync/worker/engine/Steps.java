package io.followsync.worker.engine;

import io.followsync.job.ListKind;
import io.followsync.worker.ledger.Ending;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.LiveReader;
import reactor.core.publisher.Mono;

/**
 * Chooses the next step of a run. Every step begins at a page boundary: that is where
 * cancellation, draining and a lost lease take effect.
 */
final class Steps {

	private final Identity identity;

	private final Reading reading;

	private final CompletionStep completion;

	private final Draining draining;

	Steps(Identity identity, Reading reading, CompletionStep completion, Draining draining) {
		this.identity = identity;
		this.reading = reading;
		this.completion = completion;
		this.draining = draining;
	}

	Mono<StepResult> next(JobRun run, ListReader reader) {
		boolean stopping = run.leaseState().isLost() || run.leaseState().isCancelRequested() || this.draining.begun();
		return stopping ? Mono.just(stop(run)) : step(run, reader);
	}

	/** How a run stops whose lease is lost, that was cancelled, or that drains. */
	StepResult stop(JobRun run) {
		if (run.leaseState().isLost()) {
			return new StepResult.LeaseLost();
		}
		return run.leaseState().isCancelRequested() ? new StepResult.End(new Ending.Cancelled())
				: new StepResult.HandOver();
	}

	private Mono<StepResult> step(JobRun run, ListReader reader) {
		if (run.sessionSuspect() && reader instanceof LiveReader live) {
			return this.identity.checkSession(run, live);
		}
		HeldPage held = run.heldPage();
		if (held != null && reader instanceof LiveReader live) {
			return this.reading.heldPage(run, live, held);
		}
		if (run.wantsCounts()) {
			return this.reading.counts(run, reader);
		}
		ListKind list = run.present();
		return (list != null) ? this.reading.page(run, reader, list) : this.completion.next(run, reader);
	}

}
