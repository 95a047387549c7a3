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
	Announcements announcements(ProgressPublisher progress) {
		return new Announcements(progress);
	}

	@Bean
	Judging judging(Ledger ledger, CompletenessProperties completeness) {
		return new Judging(ledger, new Completeness(completeness));
	}

	@Bean
	Departures departures(Ledger ledger, Judging judging, WakeUps wakeUps, Announcements announcements,
			EngineMetrics metrics) {
		return new Departures(ledger, judging, wakeUps, announcements, metrics);
	}

	@Bean
	FailureHandling failureHandling(FailureProperties failures, Ledger ledger, Announcements announcements,
			Departures departures, Draining draining, EngineMetrics metrics) {
		return new FailureHandling(new FailurePolicy(failures, RANDOM), ledger, announcements, departures, draining,
				metrics);
	}

	@Bean
	Request request(Budget budget, Departures departures, Draining draining, EngineProperties engine,
			BudgetProperties limits, FailureHandling failures) {
		return new Request(new Pacing(budget, departures::park, draining, engine.patience(), limits.pace(), RANDOM),
				failures);
	}

	@Bean
	Identity identity(Request request, FailureHandling failures, Ledger ledger, Budget budget,
			Announcements announcements, Departures departures) {
		return new Identity(request, failures, ledger, budget, announcements, departures);
	}

	@Bean
	Reading reading(Request request, Identity identity, Ledger ledger, Announcements announcements,
			EngineMetrics metrics, Spans spans) {
		return new Reading(request, identity, ledger, announcements, metrics, spans);
	}

	@Bean
	Probing probing(Request request, FailureHandling failures, Ledger ledger, Announcements announcements,
			Departures departures, EngineMetrics metrics, CompletenessProperties completeness) {
		return new Probing(request, failures, ledger, announcements, departures, metrics, completeness.probes());
	}

	@Bean
	Conclusion conclusion(Ledger ledger, Judging judging, Probing probing, Announcements announcements,
			Departures departures, EngineMetrics metrics) {
		return new Conclusion(ledger, judging, probing, announcements, departures, metrics);
	}

	@Bean
	Steps steps(Identity identity, Reading reading, Conclusion conclusion, Departures departures, Draining draining) {
		return new Steps(identity, reading, conclusion, departures, draining);
	}

	@Bean
	JobRunner jobRunner(List<ListSource> sources, Steps steps, Conclusion conclusion, Announcements announcements,
			EngineProperties engine, EngineMetrics metrics, Spans spans) {
		return new JobRunner(sources, steps, conclusion, announcements, engine.greatestAge(), metrics, spans);
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
