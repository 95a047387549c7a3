package io.followsync.worker.engine;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.followsync.job.FailureKind;
import io.followsync.job.SourceKind;
import io.followsync.runtime.database.DatabaseOutage;
import io.followsync.runtime.logging.Failures;
import io.followsync.runtime.logging.Redacted;
import io.followsync.worker.ledger.Ending;
import io.followsync.worker.ledger.LeaseLostException;
import io.followsync.worker.ledger.Wait;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.ListSource;
import io.followsync.worker.source.SourceNotReadyException;
import io.followsync.worker.tracing.Spans;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Runs one claimed job, step by step, until it ends, waits, is handed over, or turns out
 * to be held by another worker.
 */
final class JobRunner {

	private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

	private static final int MAX_CLAIMS_WITHOUT_PROGRESS = 5;

	private static final Duration UNTIL_TRIED_AGAIN = Duration.ofSeconds(15);

	private final Map<SourceKind, ListSource> sources = new EnumMap<>(SourceKind.class);

	private final Steps steps;

	private final CompletionStep completion;

	private final JobTransitions transitions;

	private final Pacing pacing;

	private final Draining draining;

	private final ProgressNotifier notifier;

	private final Duration greatestAge;

	private final EngineMetrics metrics;

	private final Spans spans;

	/**
	 * @param greatestAge the age beyond which a job fails
	 */
	JobRunner(List<ListSource> sources, Steps steps, CompletionStep completion, JobTransitions transitions,
			Pacing pacing, Draining draining, ProgressNotifier notifier, Duration greatestAge, EngineMetrics metrics,
			Spans spans) {
		sources.forEach((source) -> this.sources.put(source.kind(), source));
		this.steps = steps;
		this.completion = completion;
		this.transitions = transitions;
		this.pacing = pacing;
		this.draining = draining;
		this.notifier = notifier;
		this.greatestAge = greatestAge;
		this.metrics = metrics;
		this.spans = spans;
	}

	/** Completes when this replica is done with the job; never fails. */
	Mono<Void> run(JobRun run, Map<String, String> sender) {
		return this.spans.received("job run", sender, Map.of("job", run.lease().job().toString()), run(run));
	}

	private Mono<Void> run(JobRun run) {
		return Mono.fromRunnable(() -> this.notifier.running(run, run.claimReceipt()))
			.then(Mono.defer(() -> refusal(run)))
			.flatMap((refused) -> carryOut(run, refused))
			.switchIfEmpty(Mono.defer(() -> read(run).thenReturn(true)))
			.then()
			.onErrorResume(LeaseLostException.class, (ex) -> {
				this.metrics.leaseLost();
				log.atInfo().addKeyValue("job", run.lease().job()).log("lease lost, another worker continues the job");
				return Mono.empty();
			})
			// The lease expires and the claim counts as one without progress; then any
			// replica may try again.
			.onErrorResume((ex) -> {
				note(run, ex);
				return Mono.empty();
			});
	}

	// A database restart ends every run and is not our fault.
	private void note(JobRun run, Throwable ex) {
		if (DatabaseOutage.caused(ex)) {
			this.metrics.interrupted();
			log.atWarn()
				.addKeyValue("job", run.lease().job())
				.addKeyValue("cause", Failures.describe(ex))
				.log("run interrupted by a database outage, any worker resumes it once its lease has expired");
		}
		else {
			this.metrics.broken();
			log.atError()
				.addKeyValue("job", run.lease().job())
				.setCause(Redacted.of(ex))
				.log("run failed, retrying once its lease has expired");
		}
	}

	/** What becomes of a job that must not run; empty if it may. */
	private Mono<StepResult> refusal(JobRun run) {
		if (run.leaseState().isCancelRequested()) {
			return Mono.just(new StepResult.End(new Ending.Cancelled()));
		}
		int lost = run.resumeState().lostWorkers();
		if (lost >= source(run).maxLostWorkers()) {
			log.atError()
				.addKeyValue("job", run.lease().job())
				.addKeyValue("lostWorkers", lost)
				.log("failing job: too many workers ended while they ran it");
			return fail(run, FailureKind.INTERNAL, "%s workers ended while they ran this job, so it was stopped."
				.formatted((lost == 2) ? "Two" : Integer.toString(lost)));
		}
		if (run.resumeState().claimsWithoutProgress() > MAX_CLAIMS_WITHOUT_PROGRESS) {
			return fail(run, FailureKind.INTERNAL,
					"The job was started %d times without any progress, so it was stopped."
						.formatted(MAX_CLAIMS_WITHOUT_PROGRESS));
		}
		if (run.resumeState().age().compareTo(this.greatestAge) > 0) {
			return fail(run, FailureKind.UNAVAILABLE, FailurePolicy.UNAVAILABLE);
		}
		return Mono.empty();
	}

	private Mono<StepResult> fail(JobRun run, FailureKind kind, String message) {
		return this.completion.stop(run, FailurePolicy.fail(kind, message).ending());
	}

	private Mono<Void> read(JobRun run) {
		return Mono.usingWhen(open(run), (reader) -> steps(run, reader), ListReader::close)
			.onErrorResume(SourceNotReadyException.class, (ex) -> leaveToOthers(run, ex));
	}

	// Opening may take long: the run stops as soon as it may not go on.
	private Mono<ListReader> open(JobRun run) {
		return source(run).open(run.lease().job(), run.claimedAccount())
			.takeUntilOther(Mono.firstWithSignal(run.leaseState().unwanted(), this.draining.signal()))
			.switchIfEmpty(Mono.defer(() -> carryOut(run, this.steps.stop(run))).then(Mono.empty()));
	}

	private Mono<Void> leaveToOthers(JobRun run, SourceNotReadyException why) {
		log.atWarn()
			.addKeyValue("job", run.lease().job())
			.addKeyValue("cause", Failures.describe(why))
			.log("opening the source failed, job parked for a replica that can");
		return this.transitions.park(run, new Wait.ForRetry(UNTIL_TRIED_AGAIN));
	}

	private ListSource source(JobRun run) {
		ListSource source = this.sources.get(run.source());
		if (source == null) {
			throw new IllegalStateException("no source for " + run.source());
		}
		return source;
	}

	private Mono<Void> steps(JobRun run, ListReader reader) {
		return Mono.defer(() -> this.steps.next(run, reader))
			.flatMap((result) -> carryOut(run, result))
			.repeat()
			.takeWhile((goesOn) -> goesOn)
			.then();
	}

	/** Returns whether another step follows. */
	private Mono<Boolean> carryOut(JobRun run, StepResult result) {
		return switch (result) {
			case StepResult.Next(Duration pause) ->
				this.draining.pause(pause.plus(this.pacing.pauseAfterStep(run))).thenReturn(true);
			case StepResult.Park(Wait until) -> this.transitions.park(run, until).thenReturn(false);
			case StepResult.End(Ending ending) -> this.transitions.end(run, ending).thenReturn(false);
			case StepResult.HandOver over -> this.transitions.handOver(run).thenReturn(false);
			case StepResult.LeaseLost lost -> Mono.error(() -> new LeaseLostException(run.lease()));
		};
	}

}
