package io.followsync.worker;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.BudgetProperties;
import io.followsync.worker.claim.JobProperties;
import io.followsync.worker.claim.WorkerProperties;
import io.followsync.worker.policy.FailurePolicy;
import io.followsync.worker.policy.Pacing;
import io.followsync.worker.source.ListSource.RequestDeadline;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

@SpringBootApplication(proxyBeanMethods = false,
		// Unused; they slow the start and take memory.
		excludeName = { "org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcAutoConfiguration",
				"org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcRepositoriesAutoConfiguration",
				"org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration" })
@ConfigurationPropertiesScan
public class WorkerApplication {

	private static final String ALLOCATOR = "io.netty.allocator.type";

	/** Rejects a request timeout that is longer than leases and budgets allow for. */
	public WorkerApplication(RequestDeadline request, JobProperties jobs) {
		require(request.longest().compareTo(jobs.lease()) < 0,
				"%s, %s, has to be below followsync.jobs.lease, %s: no request may outlast the lease of its job",
				request.setting(), request.longest(), jobs.lease());
		require(request.longest().compareTo(BudgetProperties.MAX_REQUEST) <= 0,
				"%s, %s, is %s at most: else more requests than followsync.budget allows might arrive in one hour",
				request.setting(), request.longest(), BudgetProperties.MAX_REQUEST);
	}

	private static void require(boolean holds, String rule, Object... figures) {
		if (!holds) {
			throw new IllegalArgumentException(rule.formatted(figures));
		}
	}

	@Bean
	static Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	static RandomGenerator random() {
		return () -> ThreadLocalRandom.current().nextLong();
	}

	@Bean
	static FailurePolicy failurePolicy(FailurePolicy.Properties properties, RandomGenerator random) {
		return new FailurePolicy(properties, random);
	}

	@Bean
	static Pacing pacing(Budget budget, WorkerProperties worker, BudgetProperties limits, RandomGenerator random) {
		return new Pacing(budget, worker.patience(), limits.pace(), random);
	}

	public static void main(String[] args) {
		// The adaptive allocator of Netty 4.2 frees and allocates memory with nearly
		// every page, and each time all threads of the JVM have to stop for a moment.
		if (System.getProperty(ALLOCATOR) == null) {
			System.setProperty(ALLOCATOR, "pooled");
		}
		SpringApplication.run(WorkerApplication.class, args);
	}

}
