package io.followsync.worker.engine;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.BudgetProperties;
import io.followsync.worker.ledger.Claims;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.ledger.LedgerProperties;
import io.followsync.worker.progress.ProgressPublisher;
import io.followsync.worker.source.ListSource;
import io.followsync.worker.tracing.Spans;
import io.followsync.worker.verdict.Completeness;
import io.followsync.worker.verdict.CompletenessProperties;
import io.followsync.worker.wakeup.WakeUps;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

	/** For all runs at once. */
	private static final RandomGenerator RANDOM = () -> ThreadLocalRandom.current().nextLong();

	@Bean
	EngineMetrics engineMetrics(MeterRegistry meters) {
		return new EngineMetrics(meters);
	}

	@Bean
	Draining draining() {
		return new Draining();
	}

	@Bean
	ProgressNotifier notifier(ProgressPublisher progress) {
		return new ProgressNotifier(progress);
	}

	@Bean
	Judging judging(Ledger ledger, CompletenessProperties completeness) {
		return new Judging(ledger, new Completeness(completeness));
	}

	@Bean
	JobTransitions transitions(Ledger ledger, Judging judging, WakeUps wakeUps, ProgressNotifier notifier,
			EngineMetrics metrics) {
		return new JobTransitions(ledger, judging, wakeUps, notifier, metrics);
	}

	@Bean
	FailureHandling failureHandling(FailureProperties failures, Ledger ledger, ProgressNotifier notifier,
			EngineMetrics metrics) {
		return new FailureHandling(new FailurePolicy(failures, RANDOM), ledger, notifier, metrics);
	}

	@Bean
	Pacing pacing(Budget budget, EngineProperties engine, BudgetProperties limits) {
		return new Pacing(budget, engine.patience(), limits.pace(), RANDOM);
	}

	@Bean
	Request request(Pacing pacing, FailureHandling failures) {
		return new Request(pacing, failures);
	}

	@Bean
	Identity identity(Request request, FailureHandling failures, Ledger ledger, Budget budget,
			ProgressNotifier notifier) {
		return new Identity(request, failures, ledger, budget, notifier);
	}

	@Bean
	Reading reading(Request request, FailureHandling failures, Identity identity, Ledger ledger,
			ProgressNotifier notifier, EngineMetrics metrics, Spans spans) {
		return new Reading(request, failures, identity, ledger, notifier, metrics, spans);
	}

	@Bean
	Probing probing(Request request, FailureHandling failures, Ledger ledger, ProgressNotifier notifier,
			EngineMetrics metrics, CompletenessProperties completeness) {
		return new Probing(request, failures, ledger, notifier, metrics, completeness.probes());
	}

	@Bean
	CompletionStep completion(Ledger ledger, Judging judging, Probing probing, ProgressNotifier notifier,
			EngineMetrics metrics) {
		return new CompletionStep(ledger, judging, probing, notifier, metrics);
	}

	@Bean
	Steps steps(Identity identity, Reading reading, CompletionStep completion, Draining draining) {
		return new Steps(identity, reading, completion, draining);
	}

	@Bean
	JobRunner jobRunner(List<ListSource> sources, Steps steps, CompletionStep completion, JobTransitions transitions,
			Pacing pacing, Draining draining, ProgressNotifier notifier, EngineProperties engine, EngineMetrics metrics,
			Spans spans) {
		return new JobRunner(sources, steps, completion, transitions, pacing, draining, notifier, engine.greatestAge(),
				metrics, spans);
	}

	@Bean
	Slots slots(EngineProperties engine, MeterRegistry meters) {
		return new Slots(engine, meters);
	}

	@Bean
	LeaseKeeper leaseKeeper(Claims claims, Slots slots, LedgerProperties times, EngineMetrics metrics) {
		return new LeaseKeeper(claims, slots, times.lease(), metrics, System::nanoTime);
	}

	@Bean
	Claiming claiming(LeaseKeeper leases, WakeUps wakeUps, JobRunner runner, Slots slots, Draining draining,
			EngineProperties engine, EngineMetrics metrics) {
		return new Claiming(leases, wakeUps, runner, slots, draining, engine.tick(), metrics);
	}

	@Bean
	JobEngine jobEngine(Claiming claiming, LeaseKeeper leases, Dispatching dispatching, Slots slots, Draining draining,
			EngineProperties engine) {
		return new JobEngine(claiming, leases.renewing(), dispatching.repeating(engine.dispatch()), slots, draining,
				engine.drain());
	}

	@Bean
	Dispatching dispatching(Claims claims, WakeUps wakeUps, EngineMetrics metrics) {
		return new Dispatching(claims, wakeUps, metrics);
	}

}
