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
import io.followsync.worker.verdict.CompletenessProperties;
import io.followsync.worker.wakeup.WakeUps;
import io.followsync.worker.tracing.Spans;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

	@Bean
	JobEngine jobEngine(Claims claims, List<ListSource> sources, Ports ports, Manners manners, LedgerProperties times,
			MeterRegistry meters, Spans spans) {
		RunTools tools = new RunTools(ports, manners, new EngineMetrics(meters), spans);
		Draining draining = new Draining();
		Slots slots = new Slots(manners.engine(), meters);
		return new JobEngine(claims, new JobRunner(sources, tools, draining), slots,
				new LeaseKeeper(claims, slots, times.lease(), tools.metrics(), System::nanoTime), draining, tools);
	}

	@Bean
	Ports ports(Ledger ledger, Budget budget, ProgressPublisher progress, WakeUps wakeUps) {
		return new Ports(ledger, budget, progress, wakeUps);
	}

	@Bean
	Manners manners(EngineProperties engine, FailureProperties failures, CompletenessProperties completeness,
			BudgetProperties limits) {
		return new Manners(engine, failures, completeness, limits.pace(), RandomGenerator.getDefault());
	}

}
