package io.followsync.acceptance.chaos;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.followsync.acceptance.client.Gateway;
import io.followsync.acceptance.client.ResultRow;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Audit;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs that were accepted, each for its own account. */
final class Crowd {

	private final Stack stack;

	private final Map<String, Account> jobs = new LinkedHashMap<>();

	Crowd(Stack stack) {
		this.stack = stack;
	}

	void submit(int count, Population population) {
		for (int i = 0; i < count; i++) {
			Account account = this.stack.instagram().place(population);
			accepted(this.stack.gateway().submit(account.session()), account);
		}
	}

	void accepted(String job, Account account) {
		this.jobs.put(job, account);
	}

	Map<String, Account> jobs() {
		return this.jobs;
	}

	/** Every job must end with a result that matches the truth. */
	void assertThatAllEndWithTheTruth() {
		Gateway gateway = this.stack.gateway();
		this.jobs.forEach((job, account) -> {
			gateway.awaitResult(job);
			assertThat(gateway.result(job).ndjson("notFollowingBack")).as("result of %s", job)
				.extracting(ResultRow::username)
				.isEqualTo(account.truth().notFollowingBack());
			assertThat(gateway.result(job).ndjson("fans")).as("fans of %s", job)
				.extracting(ResultRow::username)
				.isEqualTo(account.truth().fans());
		});
	}

	/** What Instagram saw of each account. */
	Map<Account, Audit> audits() {
		return this.jobs.values().stream().collect(Collectors.toMap(Function.identity(), Account::audit));
	}

}
