package io.followsync.worker.run.r2dbc;

import java.time.Duration;

import io.followsync.job.ListKind;
import io.followsync.worker.claim.Claims;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.policy.Wait;
import io.followsync.worker.run.Ledger.Confirmation;
import io.followsync.worker.run.Ledger.Parked;
import io.followsync.worker.walk.ListWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class WaitsTests extends AbstractLedgerTests {

	@Test
	void aParkedJobKeepsItsLaneOnlyIfItWasAnswered() {
		this.ledger.park(this.lease, new Wait.ForBudget(Duration.ofMinutes(5))).block();
		assertThat(this.database.value("SELECT holds_lane FROM jobs")).isEqualTo("false");

		this.database.shiftTime(Duration.ofMinutes(6));
		Lease again = this.claims.claimBest(Claims.Room.FOR_ANY).block().lease();
		this.ledger.store(again, page(1, 2, "a"), ListWalk.start(ListKind.FOLLOWERS).after(page(1, 2, "a"), 2, false))
			.block();
		this.ledger.park(again, new Wait.ForBudget(Duration.ofMinutes(5))).block();
		assertThat(this.database.value("SELECT holds_lane FROM jobs")).isEqualTo("true");
	}

	@Test
	void cooldownsDoubleUntilAQuietDay() {
		Duration first = cooledFor();
		this.database.shiftTime(Duration.ofMinutes(20));
		Duration second = cooledFor();
		this.database.shiftTime(Duration.ofDays(3));
		Duration afterQuiet = cooledFor();

		// Their rest, read up to five seconds after they were stored.
		assertThat(first).isBetween(Duration.ofSeconds(595), Duration.ofSeconds(601));
		assertThat(second).isBetween(Duration.ofSeconds(1195), Duration.ofSeconds(1201));
		assertThat(afterQuiet).isBetween(Duration.ofSeconds(595), Duration.ofSeconds(601));
	}

	@Test
	void aNamedSessionsCooldownIsItsAccounts() {
		this.database.nameSessions(ACCOUNT);
		this.database.cool(ACCOUNT, Duration.ofSeconds(-1));

		assertThat(cooledFor()).isBetween(Duration.ofSeconds(1195), Duration.ofSeconds(1201));
		assertThat(cooldowns()).isEqualTo(ACCOUNT_LANE + "#2");
	}

	@Test
	void anUnnamedSessionsCooldownIsItsOwn() {
		this.database.cool(ACCOUNT, Duration.ofSeconds(-1));

		assertThat(cooledFor()).isBetween(Duration.ofSeconds(595), Duration.ofSeconds(601));
		assertThat(cooldowns())
			.isEqualTo(this.database.value("SELECT '%s#1 ' || lane || '#1' FROM jobs".formatted(ACCOUNT_LANE)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "park", "cool", "release" })
	void aCancelledJobIsNeitherParkedNorReleased(String write) {
		this.database.execute("UPDATE jobs SET cancel_requested = true");

		Mono<?> departure = switch (write) {
			case "park" -> this.ledger.park(this.lease, new Wait.ForBudget(Duration.ofSeconds(9)));
			case "cool" -> this.ledger.park(this.lease, cooling(Duration.ofSeconds(9)));
			default -> this.ledger.handOver(this.lease);
		};

		assertThat(departure.block()).isNull();
		assertThat(this.ledger.end(this.lease, new Ending.Cancelled()).block()).isNotNull();
	}

	@Test
	void aReleasedJobIsFreeForAnybodyAtOnce() {
		this.ledger.handOver(this.lease).block();

		assertThat(this.due.take(10).block()).hasSize(1);
		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY).block())
			.satisfies((job) -> assertThat(job.lease().fence()).isEqualTo(3));
	}

	@Test
	void oneJobTakesTheLaneOfAnAccount() {
		Lease other = claimNew();

		assertThat(this.ledger.confirm(this.lease, ACCOUNT_LANE).block()).isEqualTo(Confirmation.MOVED);
		assertThat(this.ledger.confirm(other, ACCOUNT_LANE).block()).isEqualTo(Confirmation.BUSY);

		this.ledger.park(other, new Wait.ForAccount(ACCOUNT_LANE)).block();
		this.database.shiftTime(TIMES.laneBusy());
		assertThat(this.claims.claim(other.job()).block()).isNull();
		this.ledger.end(this.lease, new Ending.Cancelled()).block();
		assertThat(this.claims.claim(other.job()).block()).isNotNull();
	}

	@Test
	void anAccountThatCoolsDownIsNotJoined() {
		this.database
			.execute("INSERT INTO lane_cooldowns VALUES ('%s', deciding_time() + interval '1 hour', 1, 'throttled')"
				.formatted(ACCOUNT_LANE));

		assertThat(this.ledger.confirm(this.lease, ACCOUNT_LANE).block()).isEqualTo(Confirmation.COOLING);

		Parked parked = this.ledger.park(this.lease, new Wait.ForAccountCooldown(ACCOUNT_LANE)).block();
		assertThat(Duration.between(parked.receipt().at(), parked.resumesAt())).isGreaterThan(Duration.ofMinutes(59));
		assertThat(this.database.value("SELECT lane || wait_reason || holds_lane FROM jobs"))
			.isEqualTo(ACCOUNT_LANE + "COOLDOWNfalse");
	}

	@Test
	void aJobInCooldownKeepsItsLaneUntilTheEnd() {
		this.ledger
			.store(this.lease, page(1, 2, "a"), ListWalk.start(ListKind.FOLLOWERS).after(page(1, 2, "a"), 2, false))
			.block();
		this.ledger.confirm(this.lease, ACCOUNT_LANE).block();
		this.database.cool(ACCOUNT, Duration.ofHours(1));

		Parked parked = this.ledger.park(this.lease, new Wait.ForOwnLane()).block();

		// The end of a pause that began before the job was parked.
		assertThat(Duration.between(parked.receipt().at(), parked.resumesAt())).isBetween(Duration.ofMinutes(59),
				Duration.ofHours(1));
		assertThat(this.database.value("SELECT lane || wait_reason || holds_lane FROM jobs"))
			.isEqualTo(ACCOUNT_LANE + "COOLDOWNtrue");
		assertThat(cooldowns()).as("no further pause").isEqualTo(ACCOUNT_LANE + "#1");
	}

	@Test
	void doesNotWaitForACooldownThatIsOver() {
		Parked parked = this.ledger.park(this.lease, new Wait.ForOwnLane()).block();

		assertThat(Duration.between(parked.receipt().at(), parked.resumesAt())).isLessThan(Duration.ofSeconds(1));
	}

	private String cooldowns() {
		return this.database.value("SELECT string_agg(lane || '#' || level, ' ' ORDER BY lane) FROM lane_cooldowns");
	}

	private Duration cooledFor() {
		Lease held = this.claims.claimBest(Claims.Room.FOR_ANY)
			.map((job) -> job.lease())
			.defaultIfEmpty(this.lease)
			.block();
		Parked parked = this.ledger.park(held, cooling(Duration.ofMinutes(10))).block();
		return Duration.between(parked.receipt().at(), parked.resumesAt());
	}

}
