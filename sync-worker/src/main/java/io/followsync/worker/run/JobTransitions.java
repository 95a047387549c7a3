package io.followsync.worker.run;

import io.followsync.messaging.SyncRequest;
import io.followsync.worker.claim.WakeUps;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.completion.Judging;
import io.followsync.worker.policy.Wait;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/** The ways in which a run releases its job. Each is stored first, then announced. */
@Component
record JobTransitions(Ledger ledger, Judging judging, WakeUps wakeUps, ProgressNotifier notifier, RunMetrics metrics) {

	private static final Logger log = LoggerFactory.getLogger(JobTransitions.class);

	Mono<Void> park(JobRun run, Wait wait) {
		Mono<Ledger.Parked> parking = this.ledger.park(run.lease(), wait).doOnNext((parked) -> {
			this.metrics.parked(wait.reason());
			this.notifier.parked(run, wait, parked);
			log.atInfo()
				.addKeyValue("job", run.id())
				.addKeyValue("lane", run.lane())
				.addKeyValue("reason", wait.reason())
				.addKeyValue("resumesAt", parked.resumesAt())
				.log("job parked");
		});
		return parking.map((parked) -> true).switchIfEmpty(cancel(run)).then();
	}

	Mono<Void> handOver(JobRun run) {
		return this.ledger.handOver(run.lease()).doOnNext((receipt) -> {
			this.notifier.queued(run, receipt);
			log.atInfo().addKeyValue("job", run.id()).addKeyValue("lane", run.lane()).log("job handed over");
			// Not awaited: an unreachable broker must not delay the shutdown.
			this.wakeUps.send(new SyncRequest(run.id(), run.lane())).subscribe();
		}).map((receipt) -> true).switchIfEmpty(cancel(run)).then();
	}

	private Mono<Boolean> cancel(JobRun run) {
		return Mono.defer(() -> end(run, new Ending.Cancelled())).thenReturn(true);
	}

	/**
	 * Ends the job. One that fails after it began to read, but before it is judged, still
	 * gets a verdict on each list as it stands; a cancelled one gets none.
	 */
	Mono<Void> end(JobRun run, Ending ending) {
		return this.judging.withVerdicts(ending, run.id(), run.traits(), run.progress().walks())
			.flatMap((judged) -> store(run, judged));
	}

	private Mono<Void> store(JobRun run, Ending ending) {
		return this.ledger.end(run.lease(), ending).doOnNext((receipt) -> {
			this.metrics.ended(run.claimed().source(), ending);
			this.notifier.ended(run, ending, receipt);
			log.atInfo()
				.addKeyValue("job", run.id())
				.addKeyValue("lane", run.lane())
				.addKeyValue("ending", ending.state())
				.addKeyValue("failure", (ending.failure() != null) ? ending.failure().kind() : "none")
				.log("job ended");
		}).then();
	}

}
