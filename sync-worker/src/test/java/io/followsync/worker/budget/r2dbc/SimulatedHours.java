package io.followsync.worker.budget.r2dbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

import io.followsync.job.Lane;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.Budget.Grant;
import io.followsync.worker.budget.BudgetProperties;
import io.followsync.worker.budget.TokenReserve;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Hours of requests in seconds: three replicas over one real database, whose deciding
 * clock is set by the simulation. Records when each request arrives.
 */
final class SimulatedHours {

	private static final long HOUR = Duration.ofHours(1).toMillis();

	private final List<Long> arrivals = new ArrayList<>();

	private final List<Budget> replicas = new ArrayList<>();

	private final Random random;

	private final Supplier<Budget> starting;

	private final Map<Budget, TokenReserve> reserves = new HashMap<>();

	private final boolean inReserve;

	private final SettableTime time;

	private long now;

	private long behind;

	SimulatedHours(WorkerDatabase database, BudgetProperties limits, long seed) {
		this(database, limits, seed, false);
	}

	private SimulatedHours(WorkerDatabase database, BudgetProperties limits, long seed, boolean inReserve) {
		this.inReserve = inReserve;
		this.random = new Random(seed);
		this.time = new SettableTime(database);
		this.starting = () -> BudgetForTests.budget(database, limits, () -> this.now * 1_000_000);
		for (int replica = 0; replica < 3; replica++) {
			this.replicas.add(this.starting.get());
		}
	}

	/** Of one account, at each replica of which a run takes tokens in reserve. */
	static SimulatedHours withReserves(WorkerDatabase database, BudgetProperties limits, long seed) {
		return new SimulatedHours(database, limits, seed, true);
	}

	/** Constant demand: a token is asked for as soon as one may be available. */
	void steady(int hours, Supplier<Lane> lanes) {
		while (this.now < hours * HOUR) {
			Grant.Insufficient missing = ask(1, lanes, 0);
			pass((missing != null) ? missing.next().toMillis() : between(1000, 3000));
		}
	}

	/**
	 * Bursts and pauses, replicas that restart, a clock that falls behind by minutes and
	 * catches up, and requests that take up to a minute to arrive.
	 */
	void wild(int hours, Supplier<Lane> lanes) {
		while (this.now < hours * HOUR) {
			switch (this.random.nextInt(60)) {
				case 0 -> this.replicas.set(this.random.nextInt(3), this.starting.get());
				case 1 -> this.behind = between(0, 900_000);
				case 2 -> this.behind = 0;
				case 3 -> pass(between(0, 1_200_000));
				default -> ask(1 + this.random.nextInt(8), lanes, 60_000);
			}
			pass(between(0, 30_000));
		}
	}

	/** The most arrivals in any hour. */
	int most() {
		List<Long> sorted = this.arrivals.stream().sorted().toList();
		int most = 0;
		int first = 0;
		for (int last = 0; last < sorted.size(); last++) {
			while (sorted.get(last) - sorted.get(first) >= HOUR) {
				first++;
			}
			most = Math.max(most, last - first + 1);
		}
		return most;
	}

	Random random() {
		return this.random;
	}

	private Grant.Insufficient ask(int times, Supplier<Lane> lanes, long longestWay) {
		Grant.Insufficient[] missing = { null };
		Flux.range(0, times).flatMap((number) -> take(lanes)).toStream().toList().forEach((grant) -> {
			switch (grant) {
				case Grant.Granted granted -> this.arrivals.add(this.now + between(0, longestWay));
				case Grant.Insufficient none -> missing[0] = none;
				case Grant.CoolingDown resting -> throw new IllegalStateException("no lane cools down here");
			}
		});
		return missing[0];
	}

	/** At each replica, a run makes a few requests at once, and then none for long. */
	void shortRuns(Lane lane) {
		for (Budget replica : this.replicas) {
			for (int request = 0; request < 4; request++) {
				take(replica, lane).block();
				this.arrivals.add(this.now);
			}
			pass(600_000);
		}
	}

	private Mono<Grant> take(Supplier<Lane> lanes) {
		return take(this.replicas.get(this.random.nextInt(3)), lanes.get());
	}

	private Mono<Grant> take(Budget replica, Lane lane) {
		return this.inReserve
				? replica.take(lane, this.reserves.computeIfAbsent(replica, (any) -> new TokenReserve()), 20)
				: replica.take(lane);
	}

	private void pass(long millis) {
		this.now += millis;
		this.time.set(Duration.ofMillis(this.now - this.behind));
	}

	private long between(long least, long most) {
		return this.random.nextLong(least, most + 1);
	}

}
