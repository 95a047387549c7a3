package io.followsync.acceptance.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.followsync.acceptance.client.Gateway;
import io.followsync.acceptance.client.ResultRow;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Audit;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs that were accepted, each of an account of its own. */
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

	int size() {
		return this.jobs.size();
	}

	Map<String, Account> jobs() {
		return this.jobs;
	}

	/** Every job must come to a result, and the result must be the truth. */
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

	/** Deliveries of pages beyond one a page. */
	int repeated() {
		return this.jobs.values().stream().mapToInt((account) -> account.audit().repeated()).sum();
	}

	/** How often a request arrived while the one before it was not yet answered. */
	int atOnce(Duration latency) {
		// The simulator's clock and its timer may differ a little.
		Duration least = latency.minusMillis(10);
		return this.jobs.values().stream().mapToInt((account) -> tooClose(account, least)).sum();
	}

	private static int tooClose(Account account, Duration least) {
		List<Instant> arrivals = account.audit().requests().stream().map(Audit.Request::at).sorted().toList();
		return (int) IntStream.range(1, arrivals.size())
			.filter((i) -> Duration.between(arrivals.get(i - 1), arrivals.get(i)).compareTo(least) < 0)
			.count();
	}

}
