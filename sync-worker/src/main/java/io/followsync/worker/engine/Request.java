package io.followsync.worker.engine;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.followsync.job.ListKind;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.BudgetProperties.Pace;
import io.followsync.worker.budget.Grant;
import io.followsync.worker.ledger.LeaseLostException;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.ledger.Probes;
import io.followsync.worker.ledger.Wait;
import io.followsync.worker.source.Answer;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.WalkEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One request to a source: paid for, made, followed by a human-like pause, and, where it
 * failed, by what the policy decides.
 * <p>
 * The token is taken right before the request, so that none ever ages; taking it costs a
 * millisecond and the pause before it is a second.
 */
final class Request {

	private static final Logger log = LoggerFactory.getLogger(Request.class);

	private static final long MEMBERS_A_PAGE = 25;

	private final Budget budget;

	private final Ledger ledger;

	private final Announcements announcements;

	private final Departures departures;

	private final FailurePolicy policy;

	private final EngineProperties properties;

	private final Pace pace;

	private final Draining draining;

	private final RandomGenerator random;

	private final EngineMetrics metrics;

	Request(RunTools tools, Announcements announcements, Departures departures, Draining draining) {
		this.budget = tools.ports().budget();
		this.ledger = tools.ports().ledger();
		this.announcements = announcements;
		this.departures = departures;
		this.policy = new FailurePolicy(tools.manners().failures(), tools.manners().random());
		this.properties = tools.manners().engine();
		this.pace = tools.manners().pace();
		this.draining = draining;
		this.random = tools.manners().random();
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
		return this.budget.take(run.lane()).flatMap((grant) -> switch (grant) {
			// The wait for the token may have been long, too.
			case Grant.Granted granted when run.lost() -> Mono.error(() -> new LeaseLostException(run.lease()));
			case Grant.Granted granted -> answered(run, request, then, otherwise).then(Mono.defer(() -> keepPace(run)));
			case Grant.Short missing -> sitOutOrPark(run, missing);
		});
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

	private Mono<Void> keepPace(JobRun run) {
		long shortest = this.pace.shortest().toMillis();
		long spread = this.pace.longest().toMillis() - shortest;
		long millis = shortest + (long) (spread * this.random.nextDouble());
		return run.over() ? Mono.empty() : this.draining.pause(Duration.ofMillis(millis));
	}

	private Mono<Void> sitOutOrPark(JobRun run, Grant.Short missing) {
		if (missing.next().compareTo(this.properties.patience()) <= 0) {
			return this.draining.pause(missing.next());
		}
		return this.departures.park(run, new Wait.ForBudget(missing.until(requestsLeft(run))));
	}

	private static long requestsLeft(JobRun run) {
		long pages = 0;
		for (ListKind list : ListKind.values()) {
			ListWalk walk = run.walk(list);
			Long declared = walk.declared();
			if (!walk.ended()) {
				pages += (declared != null) ? Math.max(0, declared - walk.fetched()) / MEMBERS_A_PAGE + 1
						: Integer.MAX_VALUE;
			}
		}
		Probes probes = run.probes();
		return Math.max(1, (probes != null) ? pages + probes.pending().size() : pages);
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
