package io.followsync.worker.budget.r2dbc;

import java.time.Duration;

import io.followsync.job.AccountId;
import io.followsync.job.Lane;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.budget.BudgetProperties;
import io.followsync.worker.budget.BudgetProperties.Account;
import io.followsync.worker.budget.BudgetProperties.Application;
import io.followsync.worker.budget.BudgetProperties.Shared;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Invariant I3, checked over simulated hours. */
class HourlyBoundTests {

	private static final int LIMIT = 200;

	private static final Lane ACCOUNT = Lane.ofAccount(new AccountId(5012345678L));

	private static final BudgetProperties OF_ACCOUNTS = BudgetForTests.limits(new Account(LIMIT, 10, 186),
			new Shared(60, 3600));

	private static final BudgetProperties OF_THE_APPLICATION = BudgetForTests.limits(
			new Account(Integer.MAX_VALUE, 1000, 100_000), new Shared(5, 60),
			new Application(LIMIT, 10, 180, 4, Duration.ofMinutes(2)));

	private final WorkerDatabase database = new WorkerDatabase();

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void steadyDemandGetsNearlyAnAccountsLimit() {
		SimulatedHours hours = new SimulatedHours(this.database, OF_ACCOUNTS, 0);

		hours.steady(3, () -> ACCOUNT);

		assertThat(hours.most()).as("granted in the fullest hour").isBetween(180, LIMIT);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2 })
	void noHourOfAnAccountExceedsItsLimit(long seed) {
		SimulatedHours hours = new SimulatedHours(this.database, OF_ACCOUNTS, seed);

		hours.wild(4, () -> ACCOUNT);

		assertThat(hours.most()).as("granted in the fullest hour").isBetween(LIMIT / 2, LIMIT);
	}

	@ParameterizedTest
	@ValueSource(longs = { 3, 4 })
	void noHourOfAnAccountExceedsItsLimitWithTokensInReserve(long seed) {
		SimulatedHours hours = SimulatedHours.withReserves(this.database, OF_ACCOUNTS, seed);

		hours.wild(4, () -> ACCOUNT);

		// What is kept for too long is lost.
		assertThat(hours.most()).as("granted in the fullest hour").isBetween(LIMIT / 4, LIMIT);
	}

	@Test
	void tokensInReserveAreNotSavedUp() {
		SimulatedHours hours = SimulatedHours.withReserves(this.database, OF_ACCOUNTS, 0);

		hours.shortRuns(ACCOUNT);
		hours.steady(2, () -> ACCOUNT);

		assertThat(hours.most()).as("granted in the fullest hour").isBetween(180, LIMIT);
	}

	@Test
	void steadyDemandGetsNearlyTheApplicationsLimit() {
		SimulatedHours hours = new SimulatedHours(this.database, OF_THE_APPLICATION, 0);

		hours.steady(3, () -> anyAccount(hours));

		assertThat(hours.most()).as("granted in the fullest hour").isBetween(160, LIMIT);
	}

	@ParameterizedTest
	@ValueSource(longs = { 5, 6 })
	void noHourOfTheApplicationExceedsItsLimit(long seed) {
		SimulatedHours hours = new SimulatedHours(this.database, OF_THE_APPLICATION, seed);

		hours.wild(4, () -> anyAccount(hours));

		assertThat(hours.most()).as("granted in the fullest hour").isBetween(LIMIT / 2, LIMIT);
	}

	private static Lane anyAccount(SimulatedHours hours) {
		return Lane.ofAccount(new AccountId(1 + hours.random().nextInt(50)));
	}

}
