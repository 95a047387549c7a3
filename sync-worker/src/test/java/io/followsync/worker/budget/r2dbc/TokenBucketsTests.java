package io.followsync.worker.budget.r2dbc;

import java.time.Duration;

import io.followsync.job.AccountId;
import io.followsync.job.Lane;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.BudgetProperties;
import io.followsync.worker.budget.Grant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

class TokenBucketsTests {

	private static final Lane ACCOUNT = Lane.ofAccount(new AccountId(5012345678L));

	private WorkerDatabase database;

	private Budget budget;

	@BeforeEach
	void open() {
		this.database = new WorkerDatabase();
		this.budget = new TokenBuckets(this.database.client(), new BudgetProperties(new BudgetProperties.Limit(10, 180),
				new BudgetProperties.Shared(5, 60), new BudgetProperties.Pace(Duration.ZERO, Duration.ZERO)));
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void neverGrantsMoreThanTheBurstAtOnceHoweverManyAsk() {
		assertThat(granted(60)).isEqualTo(10);
		assertThat(this.budget.take(ACCOUNT).block()).isInstanceOfSatisfying(Grant.Short.class, (missing) -> {
			assertThat(missing.next()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(20));
			assertThat(missing.until(4)).isEqualTo(missing.next().plusSeconds(60));
			assertThat(missing.until(1000)).isEqualTo(missing.next().plusSeconds(180));
		});
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
	void sessionsThatAreNotConfirmedShareOneBucketAndLeaveAccountsAlone() {
		long granted = Flux.range(0, 20)
			.flatMap((session) -> this.budget.take(Lane.ofSession(new byte[] { (byte) session.intValue() })), 8)
			.filter(Grant.Granted.class::isInstance)
			.count()
			.block();

		assertThat(granted).isEqualTo(5);
		assertThat(granted(60)).isEqualTo(10);
	}

	@Test
	void aChargedAccountHasThatMuchLessEvenIfItIsInDebt() {
		this.budget.charge(ACCOUNT).block();
		assertThat(granted(60)).isEqualTo(9);

		this.budget.charge(ACCOUNT).block();
		this.database.shiftTime(Duration.ofSeconds(35));
		assertThat(granted(5)).isZero();
	}

	private long granted(int attempts) {
		return Flux.range(0, attempts)
			.flatMap((attempt) -> this.budget.take(ACCOUNT), 12)
			.filter(Grant.Granted.class::isInstance)
			.count()
			.block();
	}

}
