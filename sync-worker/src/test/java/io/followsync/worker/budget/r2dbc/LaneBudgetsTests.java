package io.followsync.worker.budget.r2dbc;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.followsync.job.AccountId;
import io.followsync.job.Lane;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.Budget.Grant;
import io.followsync.worker.budget.BudgetProperties;
import io.followsync.worker.budget.BudgetProperties.Account;
import io.followsync.worker.budget.BudgetProperties.Application;
import io.followsync.worker.budget.BudgetProperties.Shared;
import io.followsync.worker.budget.TokenReserve;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LaneBudgetsTests {

	private static final Lane ACCOUNT = Lane.ofAccount(new AccountId(5012345678L));

	private static final Lane SESSION = Lane.ofSession(new byte[] { 1, 2, 3 });

	private static final Lane OTHER_SESSION = Lane.ofSession(new byte[] { 4, 5, 6 });

	private static final String SHARED_TOKENS = "SELECT tokens FROM token_buckets WHERE name = 'unconfirmed'";

	private static final BudgetProperties LIMITS = BudgetForTests.limits(new Account(200, 10, 180), new Shared(5, 60));

	private WorkerDatabase database;

	private Budget budget;

	@BeforeEach
	void open() {
		this.database = new WorkerDatabase();
		this.budget = BudgetForTests.budget(this.database, LIMITS);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void neverGrantsMoreThanTheBurstAtOnce() {
		assertThat(granted(60)).isEqualTo(10);
		assertThat(this.budget.take(ACCOUNT).block()).isInstanceOfSatisfying(Grant.Insufficient.class, (missing) -> {
			// A token comes every 20 s, and time passes between the two calls.
			assertThat(missing.next()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(20));
			assertThat(missing.until(4)).isEqualTo(missing.next().plusSeconds(60));
			assertThat(missing.until(1000)).isEqualTo(missing.next().plusSeconds(180));
		});
	}

	@Test
	void aRunTakesTokensOfItsAccountInReserve() {
		this.budget = BudgetForTests.budget(this.database, LIMITS, () -> 0);
		TokenReserve reserve = new TokenReserve();

		assertThat(granted(reserve, ACCOUNT, 2)).isEqualTo(2);
		assertThat(tokens(ACCOUNT)).as("after taking one, then two").isEqualTo(7, within(0.1));
		this.database.cool(5012345678L, Duration.ofMinutes(10));
		assertThat(granted(reserve, ACCOUNT, 2)).as("in reserve").isEqualTo(1);
	}

	@Test
	void nothingOfASessionIsTakenInReserve() {
		granted(SESSION, 1);
		this.budget.charge(SESSION, ACCOUNT).block();

		assertThat(granted(new TokenReserve(), SESSION, 4)).isEqualTo(4);

		assertThat(tokens(ACCOUNT)).isEqualTo(5, within(0.1));
	}

	@Test
	void refillsWithTheDecidingClockUpToTheBurst() {
		granted(10);

		this.database.shiftTime(Duration.ofSeconds(61));
		assertThat(granted(20)).isEqualTo(3);

		this.database.shiftTime(Duration.ofHours(5));
		assertThat(granted(60)).isEqualTo(10);
	}

	@Test
	void aClockThatRunsBackwardsRefillsNothing() {
		this.database.shiftTime(Duration.ofMinutes(10));
		granted(10);

		this.database.shiftTime(Duration.ZERO);
		assertThat(granted(5)).isZero();
		this.database.shiftTime(Duration.ofMinutes(10));
		assertThat(granted(5)).isZero();
	}

	@Test
	void unconfirmedSessionsShareABucketApartFromAccounts() {
		long granted = Flux.range(0, 20)
			.flatMap((session) -> this.budget.take(Lane.ofSession(new byte[] { (byte) session.intValue() })), 8)
			.filter(Grant.Granted.class::isInstance)
			.count()
			.block();

		assertThat(granted).isEqualTo(5);
		assertThat(granted(60)).isEqualTo(10);
	}

	@Test
	void falseSessionsUseNeitherTheOwnersNorAllApplicationTokens() {
		this.budget = replicaOfASmallApplication();
		long granted = Flux.range(0, 200)
			.flatMap((session) -> this.budget.take(Lane.ofSession(new byte[] { 7, session.byteValue() })), 12)
			.filter(Grant.Granted.class::isInstance)
			.count()
			.block();

		assertThat(granted).isEqualTo(5);
		assertThat(granted(60)).isEqualTo(10);
	}

	@Test
	void anUnnamedSessionHasAnAccountsLimitAndSharesTheRest() {
		this.budget = BudgetForTests.budget(this.database,
				BudgetForTests.limits(new Account(200, 10, 180), new Shared(12, 60)));

		assertThat(granted(SESSION, 40)).isEqualTo(10);

		assertThat(granted(OTHER_SESSION, 40)).isEqualTo(2);
	}

	@Test
	void aSessionsRequestsAreChargedToItsAccountOnce() {
		granted(ACCOUNT, 8);
		granted(SESSION, 4);

		this.budget.charge(SESSION, ACCOUNT).block();
		this.budget.charge(SESSION, ACCOUNT).block();

		// Some of a token comes back while the test runs.
		assertThat(tokens(ACCOUNT)).isBetween(-2.0, -1.8);
		this.database.shiftTime(Duration.ofSeconds(45));
		assertThat(granted(ACCOUNT, 5)).isZero();
		this.database.shiftTime(Duration.ofSeconds(65));
		assertThat(granted(ACCOUNT, 5)).isEqualTo(1);
	}

	@Test
	void chargingCreatesAnAccountsBucket() {
		granted(SESSION, 3);

		this.budget.charge(SESSION, ACCOUNT).block();

		assertThat(granted(ACCOUNT, 60)).isEqualTo(7);
	}

	@Test
	void aNamedSessionPaysFromItsAccountFromTheFirstRequest() {
		granted(SESSION, 1);
		this.budget.charge(SESSION, ACCOUNT).block();
		double shared = Double.parseDouble(this.database.value(SHARED_TOKENS));

		assertThat(granted(SESSION, 60)).isEqualTo(9);
		assertThat(granted(ACCOUNT, 5)).isZero();
		assertThat(Double.parseDouble(this.database.value(SHARED_TOKENS))).isEqualTo(shared);
	}

	@Test
	void replicasShareTheApplicationsBucket() {
		List<Budget> replicas = Stream.generate(this::replicaOfASmallApplication).limit(3).toList();

		long granted = Flux.range(0, 90)
			.flatMap((number) -> replicas.get(number % 3).take(Lane.ofAccount(new AccountId(number + 1))), 12)
			.filter(Grant.Granted.class::isInstance)
			.count()
			.block();

		assertThat(granted).isEqualTo(40);
		this.database.shiftTime(Duration.ofMinutes(1));
		assertThat(replicaOfASmallApplication().take(ACCOUNT).block()).isInstanceOf(Grant.Granted.class);
	}

	@Test
	void anEmptyApplicationBucketCostsTheLaneNoToken() {
		Budget replica = replicaOfASmallApplication();
		this.database.execute("""
				INSERT INTO token_buckets (name, tokens, burst, per_second) VALUES ('application', -2, 40, 0.1)""");

		assertThat(replica.take(ACCOUNT).block()).isInstanceOfSatisfying(Grant.Insufficient.class, (missing) -> {
			// Three tokens are missing, and time passes since the row was written.
			assertThat(missing.next()).isBetween(Duration.ofSeconds(28), Duration.ofSeconds(30));
			assertThat(missing.perToken()).isEqualTo(Duration.ofSeconds(10));
		});
		assertThat(this.database.value("SELECT count(*) FROM token_buckets WHERE name LIKE 'a:%'")).isEqualTo("0");
	}

	@Test
	void aCoolingLaneIsGrantedNothingAndPaysNothing() {
		granted(6);
		granted(SESSION, 1);
		this.budget.charge(SESSION, ACCOUNT).block();
		this.database.cool(5012345678L, Duration.ofMinutes(10));

		assertThat(this.budget.take(ACCOUNT).block()).isEqualTo(new Grant.CoolingDown());
		assertThat(this.budget.take(SESSION).block()).as("a session of the account").isEqualTo(new Grant.CoolingDown());
		assertThat(tokens(ACCOUNT)).isEqualTo(3, within(0.1));
		assertThat(granted(OTHER_SESSION, 1)).isOne();

		this.database.shiftTime(Duration.ofMinutes(11));
		assertThat(granted(60)).isEqualTo(10);
	}

	private Budget replicaOfASmallApplication() {
		return BudgetForTests.budget(this.database, BudgetForTests.limits(new Account(200, 10, 180), new Shared(5, 60),
				new Application(420, 40, 360, 8, Duration.ofSeconds(30))));
	}

	private long granted(int attempts) {
		return granted(ACCOUNT, attempts);
	}

	private long granted(Lane lane, int attempts) {
		return Flux.range(0, attempts)
			.flatMap((attempt) -> this.budget.take(lane), 12)
			.filter(Grant.Granted.class::isInstance)
			.count()
			.block();
	}

	private long granted(TokenReserve reserve, Lane lane, int attempts) {
		return Flux.range(0, attempts)
			.concatMap((attempt) -> this.budget.take(lane, reserve, 20))
			.filter(Grant.Granted.class::isInstance)
			.count()
			.block();
	}

	private double tokens(Lane lane) {
		return Double
			.parseDouble(this.database.value("SELECT tokens FROM token_buckets WHERE name = '%s'".formatted(lane)));
	}

}
