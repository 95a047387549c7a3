package io.followsync.worker.engine;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.followsync.job.FailureKind;
import io.followsync.job.ListKind;
import io.followsync.job.SourceKind;
import io.followsync.runtime.database.DatabaseOutage;
import io.followsync.worker.ledger.Ending;
import io.followsync.worker.ledger.LeaseLostException;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.ListSource;
import io.followsync.worker.source.LiveReader;
import io.followsync.worker.tracing.Spans;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Runs one claimed job, step by step, until it ends, waits, is handed over, or turns out
 * to be somebody else's. Every step begins at a page boundary: that is where
 * cancellation, draining and a lost lease take effect.
 */
final class JobRunner {

	private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

	private static final int MOST_CLAIMS_IN_VAIN = 5;

	private final Map<SourceKind, ListSource> sources = new EnumMap<>(SourceKind.class);

	private final Announcements announcements;

	private final EngineMetrics metrics;

	private final Duration greatestAge;

	private final Departures departures;

	private final Identity identity;

	private final Reading reading;

	private final Conclusion conclusion;

	private final Draining draining;

	private final Spans spans;

	JobRunner(List<ListSource> sources, RunTools tools, Draining draining) {
		sources.forEach((source) -> this.sources.put(source.kind(), source));
		this.metrics = tools.metrics();
		this.greatestAge = tools.manners().engine().greatestAge();
		this.draining = draining;
		this.spans = tools.spans();
		this.announcements = new Announcements(tools.ports().progress());
		this.departures = new Departures(tools, this.announcements);
		Request request = new Request(tools, this.announcements, this.departures, draining);
		this.identity = new Identity(tools, request, this.announcements, this.departures);
		this.reading = new Reading(tools, request, this.announcements, this.identity);
		Probing probing = new Probing(tools, request, this.announcements, this.departures);
		this.conclusion = new Conclusion(tools, probing, this.announcements, this.departures);
	}

	/** Completes when this replica has nothing more to do with the job; never fails. */
	Mono<Void> run(JobRun run, Map<String, String> sender) {
		return this.spans.received("job run", sender, Map.of("job", run.lease().job().toString()), run(run));
	}

	private Mono<Void> run(JobRun run) {
		return Mono.fromRunnable(() -> this.announcements.running(run, run.claim()))
			.then(Mono.defer(() -> unrunnable(run)))
			.switchIfEmpty(Mono.defer(() -> read(run).thenReturn(true)))
			.then()
			.onErrorResume(LeaseLostException.class, (ex) -> {
				this.metrics.leaseLost();
				log.atInfo().addKeyValue("job", run.lease().job()).log("job is no longer ours");
				return Mono.empty();
			})
			// The lease runs out and the claim counts as one in vain: another try, on any
			// replica.
			.onErrorResume((ex) -> {
				note(run, ex);
				return Mono.empty();
			});
	}

	// A restart of the database ends every run and is no fault of ours.
	private void note(JobRun run, Throwable ex) {
		if (DatabaseOutage.caused(ex)) {
			this.metrics.interrupted();
			log.atWarn()
				.addKeyValue("job", run.lease().job())
				.addKeyValue("cause", ex.toString())
				.log("run broken off by the database");
		}
		else {
			this.metrics.broken();
			log.atError().addKeyValue("job", run.lease().job()).setCause(ex).log("run broken off");
		}
	}

	private Mono<Boolean> unrunnable(JobRun run) {
		if (run.cancelRequested()) {
			return this.departures.end(run, new Ending.Cancelled()).thenReturn(true);
		}
		if (run.past().claimsInVain() > MOST_CLAIMS_IN_VAIN) {
			return breakOff(run, FailureKind.INTERNAL,
					"The job was begun %d times without getting anywhere; it is given up."
						.formatted(MOST_CLAIMS_IN_VAIN));
		}
		if (run.past().age().compareTo(this.greatestAge) > 0) {
			return breakOff(run, FailureKind.UNAVAILABLE, FailurePolicy.UNAVAILABLE);
		}
		return Mono.empty();
	}

	private Mono<Boolean> breakOff(JobRun run, FailureKind kind, String message) {
		return this.conclusion.breakOff(run, FailurePolicy.fail(kind, message).ending()).thenReturn(true);
	}

	private Mono<Void> read(JobRun run) {
		ListSource source = this.sources.get(run.source());
		if (source == null) {
			return Mono.error(() -> new IllegalStateException("no source for " + run.source()));
		}
		return Mono.usingWhen(source.open(run.lease().job(), run.claimed()), (reader) -> steps(run, reader),
				ListReader::close);
	}

	private Mono<Void> steps(JobRun run, ListReader reader) {
		return Mono.defer(() -> step(run, reader)).repeat(() -> !run.over()).then();
	}

	private Mono<Void> step(JobRun run, ListReader reader) {
		if (run.lost()) {
			return Mono.error(() -> new LeaseLostException(run.lease()));
		}
		if (run.cancelRequested()) {
			return this.departures.end(run, new Ending.Cancelled());
		}
		if (this.draining.begun()) {
			return this.departures.handOver(run);
		}
		if (run.doubted() && reader instanceof LiveReader live) {
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
		return (list != null) ? this.reading.page(run, reader, list) : this.conclusion.reach(run, reader);
	}

}
