package io.followsync.worker.run;

import java.time.Duration;

import io.followsync.job.FailureKind;
import io.followsync.worker.claim.ClaimedJob.ResumeState;
import io.followsync.worker.claim.Draining;
import io.followsync.worker.claim.WorkerProperties;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.policy.FailurePolicy;
import io.followsync.worker.policy.Pacing;
import io.followsync.worker.source.ListReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Selects the next step of a run. Before each, at the step boundary, cancellation,
 * draining and a lost lease take effect.
 */
@Component
record Steps(Identity identity, Reading reading, CompletionStep completion, Pacing pacing, Draining draining,
		WorkerProperties properties) {

	private static final Logger log = LoggerFactory.getLogger(Steps.class);

	private static final int MAX_CLAIMS_WITHOUT_PROGRESS = 5;

	/** The end of a job that must not run; empty if it may. */
	Mono<StepResult> earlyEnding(JobRun run) {
		if (run.leaseState().isCancelRequested()) {
			return Mono.just(new StepResult.End(new Ending.Cancelled()));
		}
		ResumeState resumed = run.claimed().resumeState();
		int lost = resumed.lostWorkers();
		if (lost >= run.traits().maxLostWorkers()) {
			log.atError()
				.addKeyValue("job", run.id())
				.addKeyValue("lostWorkers", lost)
				.log("failing job: too many workers ended while they ran it");
			return fail(run, FailureKind.INTERNAL,
					"%d workers ended while they ran this job, so it was stopped.".formatted(lost));
		}
		if (resumed.claimsWithoutProgress() > MAX_CLAIMS_WITHOUT_PROGRESS) {
			return fail(run, FailureKind.INTERNAL,
					"The job was started %d times without any progress, so it was stopped."
						.formatted(MAX_CLAIMS_WITHOUT_PROGRESS));
		}
		if (resumed.age().compareTo(this.properties.maxAge()) > 0) {
			return fail(run, FailureKind.UNAVAILABLE, FailurePolicy.unavailable(run.completion().readsLists()));
		}
		return Mono.empty();
	}

	private Mono<StepResult> fail(JobRun run, FailureKind kind, String message) {
		return this.completion.endEarly(run, Ending.failed(kind, message));
	}

	Mono<StepResult> next(JobRun run, ListReader reader) {
		boolean stopping = run.leaseState().isLost() || run.leaseState().isCancelRequested()
				|| this.draining.hasBegun();
		return stopping ? Mono.just(stop(run)) : step(run, reader);
	}

	private Mono<StepResult> step(JobRun run, ListReader reader) {
		return switch (run.phase()) {
			case PROVING_ACCOUNT -> this.identity.proveAccount(run, reader);
			case CHECKING_SESSION -> this.identity.checkSession(run, reader);
			case IDENTIFYING_VIEWER -> this.reading.identifyViewer(run, reader);
			case REQUESTING_COUNTS -> this.reading.requestCounts(run, reader);
			case READING -> this.reading.readPage(run, reader);
			case JUDGING -> this.completion.judge(run);
			case CONCLUDING -> this.completion.conclude(run, reader);
		};
	}

	/** How a run stops because of a lost lease, a cancellation or draining. */
	StepResult stop(JobRun run) {
		if (run.leaseState().isLost()) {
			return new StepResult.LeaseLost();
		}
		return run.leaseState().isCancelRequested() ? new StepResult.End(new Ending.Cancelled())
				: new StepResult.HandOver();
	}

	/** Completes when the run must stop, even before its next step boundary. */
	Mono<Void> stopSignal(JobRun run) {
		return Mono.firstWithSignal(run.leaseState().unwanted(), this.draining.signal());
	}

	/**
	 * Completes after the pause and, if the step took a token, the pace of requests on
	 * top of it; or as soon as draining begins.
	 */
	Mono<Void> pause(JobRun run, Duration pause) {
		return this.draining.pause(pause.plus(this.pacing.pauseAfterStep(run.attempts())));
	}

}
