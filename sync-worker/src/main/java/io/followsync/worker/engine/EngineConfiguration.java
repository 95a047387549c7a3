package io.followsync.worker.engine;

import java.util.List;
import java.util.random.RandomGenerator;

import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.BudgetProperties;
import io.followsync.worker.ledger.Claims;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.ledger.LedgerProperties;
import io.followsync.worker.progress.ProgressPublisher;
import io.followsync.worker.source.ListSource;
import io.followsync.worker.verdict.Completeness;
import io.followsync.worker.verdict.CompletenessProperties;
import io.followsync.worker.wakeup.WakeUps;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

	@Bean
	JobEngine jobEngine(Claims claims, List<ListSource> sources, RunTools tools, LedgerProperties times,
			MeterRegistry meters) {
		Draining draining = new Draining();
		Slots slots = new Slots(tools.properties(), meters);
		return new JobEngine(claims, new JobRunner(sources, tools, draining), slots,
				new LeaseKeeper(claims, slots, times.lease()), draining, tools);
	}

	@Bean
	RunTools runTools(Ledger ledger, Budget budget, ProgressPublisher progress, WakeUps wakeUps,
			CompletenessProperties thresholds, EngineProperties properties, FailureProperties failures,
			BudgetProperties limits, MeterRegistry meters) {
		return new RunTools(ledger, budget, progress, wakeUps, new Completeness(thresholds), properties, failures,
				limits.pace(), RandomGenerator.getDefault(), new EngineMetrics(meters));
	}

}
