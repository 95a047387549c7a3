package io.followsync.worker.engine;

import java.util.function.Function;
import java.util.function.Supplier;

import io.followsync.job.ListKind;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.source.Answer;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.WalkEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One request to a source: paid for, made, and, where it failed, followed by what the
 * policy decides.
 */
final class Request {

	private static final Logger log = LoggerFactory.getLogger(Request.class);

	private final Pacing pacing;

	private final Ledger ledger;

	private final Announcements announcements;

	private final Departures departures;

	private final FailurePolicy policy;

	private final Draining draining;

	private final EngineMetrics metrics;

	Request(RunTools tools, Announcements announcements, Departures departures, Draining draining) {
		this.ledger = tools.ports().ledger();
		this.announcements = announcements;
		this.departures = departures;
		this.policy = new FailurePolicy(tools.manners().failures(), tools.manners().random());
		this.pacing = new Pacing(tools.ports().budget(), departures::park, draining,
				tools.manners().engine().patience(), tools.manners().pace(), tools.manners().random());
		this.draining = draining;
		this.metrics = tools.metrics();
	}

	/**
	 * Makes the request if it can be paid for, and hands what was delivered to
	 * {@code then}. Completes after the pause that keeps the pace.
	 */
	<T> Mono<Void> make(JobRun run, ListReader reader, Supplier<Mono<Answer<T>>> request,
			Function<T, Mono<Void>> then) {
		return make(run, reader, request, then, (failure) -> follow(run, decide(run, failure)));
	}

	/**
	 * The same, for a request of which a failure does not mean what it means for a list.
	 */
	<T> Mono<Void> make(JobRun run, ListReader reader, Supplier<Mono<Answer<T>>> request, Function<T, Mono<Void>> then,
			Function<SourceFailure, Mono<Void>> otherwise) {
		if (!reader.metered()) {
			return answered(run, request, then, otherwise);
		}
		return this.pacing.paid(run, Mono.defer(() -> answered(run, request, then, otherwise)));
	}

	private <T> Mono<Void> answered(JobRun run, Supplier<Mono<Answer<T>>> request, Function<T, Mono<Void>> then,
			Function<SourceFailure, Mono<Void>> otherwise) {
		return request.get().flatMap((answer) -> switch (answer) {
			case Answer.Delivered<T> delivered -> then.apply(delivered.value());
			case Answer.Refused<T> refused -> {
				note(run, refused.failure());
				yield otherwise.apply(refused.failure());
			}
		});
	}

	private void note(JobRun run, SourceFailure failure) {
		run.failed(failure);
		this.metrics.failedOnce(failure);
		log.atInfo()
			.addKeyValue("job", run.lease().job())
			.addKeyValue("lane", run.lane())
			.addKeyValue("failure", failure)
			.log("source did not deliver");
	}

	/** What the policy makes of a failure of the present request. */
	Decision decide(JobRun run, SourceFailure failure) {
		return this.policy.decide(failure, run);
	}

	Mono<Void> follow(JobRun run, Decision decision) {
		return switch (decision) {
			case Decision.TryAgain again -> this.draining.pause(again.pause());
			case Decision.Park park -> this.departures.park(run, park.until());
			case Decision.Fail fail -> this.departures.end(run, fail.ending());
			case Decision.WalkAnew anew -> keep(run, present(run).again());
			case Decision.GiveListUp up -> keep(run, present(run).ending(WalkEnd.CURSOR_REFUSED));
		};
	}

	private Mono<Void> keep(JobRun run, ListWalk walk) {
		return this.ledger.keep(run.lease(), walk).doOnNext((written) -> {
			run.advance(walk, written);
			if (!walk.ended()) {
				this.metrics.walkedAgain(walk.list());
			}
			this.announcements.running(run, written);
		}).then();
	}

	private static ListWalk present(JobRun run) {
		ListKind list = run.present();
		if (list == null) {
			throw new IllegalStateException("no list of job " + run.lease().job() + " is being read");
		}
		return run.walk(list);
	}

}
