package io.followsync.worker.run;

import java.time.Duration;
import java.util.Map;

import io.followsync.job.FailureKind;
import io.followsync.runtime.database.DatabaseOutage;
import io.followsync.runtime.logging.Failures;
import io.followsync.runtime.logging.Failures.Redacted;
import io.followsync.worker.claim.HeldJob;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.policy.Wait;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.ListSource;
import io.followsync.worker.tracing.Spans;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Runs one claimed job, step by step, until it ends, waits or is handed over, or until
 * its lease is lost or the run breaks.
 */
@Component
record JobRunner(JobSources sources, Steps steps, JobTransitions transitions, ProgressNotifier notifier,
		RunMetrics metrics, Spans spans) implements HeldJob.Runner {

	private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

	static final String NOT_CONNECTED = "This account is not connected, so Followsync has no session to read it with.";

	private static final Duration SOURCE_NOT_READY_RETRY = Duration.ofSeconds(15);

	@Override
	public Mono<Void> run(HeldJob job, Map<String, String> sender) {
		return this.spans.received("job run", sender, Map.of("job", job.id().toString()), Mono.defer(() -> execute(job))
			// Reported and swallowed: once the lease has expired, any replica
			// resumes the job.
			.onErrorResume((ex) -> Mono.fromRunnable(() -> report(job, ex))));
	}

	private Mono<Void> execute(HeldJob job) {
		JobRun run = this.sources.begin(job);
		// Also announces what another worker stored and did not live to announce.
		this.notifier.running(run, job.claimed().receipt());
		return this.steps.earlyEnding(run)
			.flatMap((refused) -> carryOut(run, refused))
			.switchIfEmpty(Mono.defer(() -> openAndRun(run).thenReturn(true)))
			.then();
	}

	private void report(HeldJob job, Throwable ex) {
		if (ex instanceof Lease.LostException) {
			this.metrics.leaseLost();
			log.atInfo()
				.addKeyValue("job", job.id())
				.log("lease lost, run stopped, the job continues at whoever claims it, unless it was removed");
		}
		// A database restart ends every run and is not our fault.
		else if (DatabaseOutage.caused(ex)) {
			this.metrics.interruptedByOutage();
			log.atWarn()
				.addKeyValue("job", job.id())
				.addKeyValue("cause", Failures.describe(ex))
				.log("run interrupted by a database outage, any worker resumes it once its lease has expired");
		}
		else {
			this.metrics.broken();
			log.atError()
				.addKeyValue("job", job.id())
				.setCause(Redacted.of(ex))
				.log("run failed, retrying once its lease has expired");
		}
	}

	private Mono<Void> openAndRun(JobRun run) {
		return Mono.usingWhen(open(run), (reader) -> repeatSteps(run, reader), ListReader::close)
			.onErrorResume(ListSource.SourceNotReadyException.class, (ex) -> leaveToOthers(run, ex))
			.onErrorResume(ListSource.NotConnectedException.class, (ex) -> failUnconnected(run));
	}

	// Opening may take long: so the run stops as soon as it must; this is then empty.
	private Mono<ListReader> open(JobRun run) {
		return this.sources.open(run)
			.takeUntilOther(this.steps.stopSignal(run))
			.switchIfEmpty(Mono.defer(() -> carryOut(run, this.steps.stop(run))).then(Mono.empty()));
	}

	private Mono<Void> leaveToOthers(JobRun run, ListSource.SourceNotReadyException why) {
		log.atWarn()
			.addKeyValue("job", run.id())
			.addKeyValue("cause", Failures.describe(why))
			.log("opening the source failed, job parked for a replica that can");
		return carryOut(run, new StepResult.Park(new Wait.ForSource(SOURCE_NOT_READY_RETRY))).then();
	}

	private Mono<Void> failUnconnected(JobRun run) {
		return carryOut(run, new StepResult.End(Ending.failed(FailureKind.RECONNECT_NEEDED, NOT_CONNECTED))).then();
	}

	private Mono<Void> repeatSteps(JobRun run, ListReader reader) {
		return Mono.defer(() -> this.steps.next(run, reader))
			.flatMap((result) -> carryOut(run, result))
			.repeat()
			.takeWhile((goesOn) -> goesOn)
			.then();
	}

	/** Returns whether another step follows. */
	private Mono<Boolean> carryOut(JobRun run, StepResult result) {
		return switch (result) {
			case StepResult.Next(Duration pause) -> this.steps.pause(run, pause).thenReturn(true);
			case StepResult.Park(Wait until) -> this.transitions.park(run, until).thenReturn(false);
			case StepResult.End(Ending ending) -> this.transitions.end(run, ending).thenReturn(false);
			case StepResult.HandOver over -> this.transitions.handOver(run).thenReturn(false);
			case StepResult.LeaseLost lost -> Mono.error(() -> new Lease.LostException(run.lease()));
		};
	}

}
