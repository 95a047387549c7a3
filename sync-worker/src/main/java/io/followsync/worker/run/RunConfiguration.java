package io.followsync.worker.run;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.BudgetProperties;
import io.followsync.worker.claim.WorkerProperties;
import io.followsync.worker.policy.FailurePolicy;
import io.followsync.worker.policy.FailureProperties;
import io.followsync.worker.policy.Pacing;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The policies that all runs share, with the chance that spreads their pauses. */
@Configuration(proxyBeanMethods = false)
class RunConfiguration {

	private static final RandomGenerator RANDOM = () -> ThreadLocalRandom.current().nextLong();

	@Bean
	FailurePolicy failurePolicy(FailureProperties failures) {
		return new FailurePolicy(failures, RANDOM);
	}

	@Bean
	Pacing pacing(Budget budget, WorkerProperties worker, BudgetProperties limits) {
		return new Pacing(budget, worker.patience(), limits.pace(), RANDOM);
	}

}
