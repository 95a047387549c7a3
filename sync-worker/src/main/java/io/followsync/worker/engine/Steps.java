package io.followsync.worker.engine;

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
		return switch (run.phase()) {
			case CHECKING_SESSION -> this.identity.checkSession(run, live(reader));
			case IDENTIFYING_VIEWER -> this.reading.heldPage(run, live(reader));
			case REQUESTING_COUNTS -> this.reading.counts(run, reader);
			case READING -> this.reading.page(run, reader);
			case JUDGING -> this.completion.judge(run);
			case CONCLUDING -> this.completion.conclude(run, reader);
		};
	}

	private static LiveReader live(ListReader reader) {
		if (reader instanceof LiveReader live) {
			return live;
		}
		throw new IllegalStateException("only a session has a viewer");
	}

}
