package io.followsync.worker.ledger.r2dbc;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import io.followsync.worker.ledger.WorkerIdentity;
import io.followsync.worker.ledger.LedgerProperties;
import io.followsync.job.AccountId;
import io.followsync.job.FailureKind;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress.Failure;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.job.VerdictKind;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.ledger.Claims;
import io.followsync.worker.ledger.Confirmation;
import io.followsync.worker.ledger.Cooldown;
import io.followsync.worker.ledger.Ending;
import io.followsync.worker.ledger.Lease;
import io.followsync.worker.ledger.LeaseLostException;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.ledger.Parked;
import io.followsync.worker.ledger.SeenMembers;
import io.followsync.worker.ledger.Wait;
import io.followsync.worker.ledger.Written;
import io.followsync.worker.source.CutSigns;
import io.followsync.worker.source.Cursor;
import io.followsync.worker.source.DeclaredCounts;
import io.followsync.worker.source.Member;
import io.followsync.worker.source.Page;
import io.followsync.worker.verdict.Judgement;
import io.followsync.worker.verdict.WalkComparison;
import io.followsync.worker.walk.ListWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class R2dbcLedgerTests {

	private static final long ACCOUNT = 5012345678L;

	private static final Lane ACCOUNT_LANE = Lane.ofAccount(new AccountId(ACCOUNT));

	private static final LedgerProperties TIMES = new LedgerProperties(Duration.ofSeconds(30), Duration.ofSeconds(30),
			Duration.ofSeconds(300));

	private static final Ending.Verdicts COMPLETE = new Ending.Verdicts(
			new Judgement.Verdict(VerdictKind.COMPLETE, true, "all"),
			new Judgement.Verdict(VerdictKind.COMPLETE, true, "all"));

	private WorkerDatabase database;

	private Claims claims;

	private Ledger ledger;

	private Lease lease;

	@BeforeEach
	void claim() {
		this.database = new WorkerDatabase();
		WaitStatements waits = new WaitStatements(this.database.client(), this.database.transaction());
		Endings endings = new Endings(this.database.client(), this.database.transaction(), TIMES, waits);
		this.ledger = new R2dbcLedger(this.database.client(), TIMES, waits, endings);
		this.claims = new R2dbcClaims(this.database.client(), TIMES, new WorkerIdentity("test"));
		this.lease = claimNew();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void aPageAndTheWalkAfterItAreStoredTogetherAndReadBack() {
		Page page = page(1, 25, "next+/=");
		ListWalk walk = ListWalk.start(ListKind.FOLLOWERS).after(page, 25, false);

		Written written = this.ledger.store(this.lease, page, walk).block();

		assertThat(written.seq()).isEqualTo(2);
		expireLease();
		assertThat(this.claims.claimBest(true).block()).satisfies((job) -> {
			assertThat(job.followers()).isEqualTo(walk);
			assertThat(job.answered()).isTrue();
			assertThat(job.claimsInVain()).isEqualTo(1);
		});
		SeenMembers seen = this.ledger.seen(this.lease.job(), ListKind.FOLLOWERS, 1).block();
		assertThat(seen.add(page.members())).isZero();
		assertThat(seen.add(page.next())).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "store", "keep", "declare", "confirm", "park", "cool", "release", "end", "complete" })
	void whoLostTheLeaseWritesNothing(String write) {
		Page page = page(1, 25, "next");
		ListWalk walk = ListWalk.start(ListKind.FOLLOWERS).after(page, 25, false);
		expireLease();
		this.claims.claimBest(true).block();
		String before = contents();

		Mono<?> late = switch (write) {
			case "store" -> this.ledger.store(this.lease, page, walk);
			case "keep" -> this.ledger.keep(this.lease, walk);
			case "declare" -> this.ledger.declare(this.lease, new DeclaredCounts(1L, 2L));
			case "confirm" -> this.ledger.confirm(this.lease, ACCOUNT_LANE);
			case "park" -> this.ledger.park(this.lease, new Wait.ForBudget(Duration.ofSeconds(9)));
			case "cool" -> this.ledger.park(this.lease, cooling(Duration.ofSeconds(9)));
			case "release" -> this.ledger.release(this.lease);
			case "end" -> this.ledger.end(this.lease, new Ending.Cancelled());
			default -> this.ledger.end(this.lease, new Ending.Completed(COMPLETE));
		};

		assertThatExceptionOfType(LeaseLostException.class).isThrownBy(late::block);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void theResultIsComputedFromThePagesByKeyAndWithoutRepeatedRows() {
		store(ListKind.FOLLOWERS, 1, List.of(member(1, "ann"), member(2, "old_name"), member(2, "bob")));
		store(ListKind.FOLLOWERS, 2, List.of(member(3, "cat"), member(1, "ann")));
		store(ListKind.FOLLOWING, 1, List.of(member(2, "bob"), member(9007199254740993L, "dan")));
		store(ListKind.FOLLOWING, 2, List.of(member(9007199254740993L, "dan"), member(5, "Eve_")));

		this.ledger.end(this.lease, new Ending.Completed(COMPLETE)).block();

		assertThat(this.database.value("""
				SELECT string_agg(relation || ':' || username || ':' || confirmed, ' ' ORDER BY relation, username)
				FROM job_result_members""")).isEqualTo("FAN:ann:true FAN:cat:true MUTUAL:bob:true "
				+ "NOT_FOLLOWING_BACK:Eve_:true NOT_FOLLOWING_BACK:dan:true");
		assertThat(this.database
			.value("""
					SELECT concat_ws(' ', followers_count, following_count, not_following_back_count, fans_count, mutual_count,
					  unconfirmed_count) FROM job_results"""))
			.isEqualTo("3 3 2 2 1 0");
		assertThat(this.database.value("SELECT count(*) FROM job_credentials")).isEqualTo("0");
	}

	@Test
	void whatTheFollowersDoNotProveIsUnconfirmed() {
		store(ListKind.FOLLOWING, 1, List.of(member(2, "bob")));
		Ending.Verdicts inexact = new Ending.Verdicts(new Judgement.Verdict(VerdictKind.COMPLETE, false, "97 of 100"),
				COMPLETE.following());

		this.ledger.end(this.lease, new Ending.Completed(inexact)).block();

		assertThat(this.database.value("SELECT unconfirmed_count FROM job_results")).isEqualTo("1");
	}

	@Test
	void aFailureIsStoredWithItsVerdictsAndWithoutAResult() {
		Ending.Verdicts verdicts = new Ending.Verdicts(new Judgement.Verdict(VerdictKind.SUSPECT, false, "none of 890"),
				COMPLETE.following());

		this.ledger
			.end(this.lease, new Ending.Failed(new Failure(FailureKind.INCOMPLETE, "not proven"), verdicts, null))
			.block();

		assertThat(this.database.value("SELECT state || failure_kind || holds_lane FROM jobs"))
			.isEqualTo("FAILEDINCOMPLETEfalse");
		assertThat(this.database.value("SELECT verdict_reason FROM job_lists WHERE list = 'FOLLOWERS'"))
			.isEqualTo("none of 890");
		assertThat(this.database.value("SELECT count(*) FROM job_results")).isEqualTo("0");
	}

	@Test
	void theLaneOfAnAccountIsTakenByOneJobOnly() {
		Lease other = claimNew();

		assertThat(this.ledger.confirm(this.lease, ACCOUNT_LANE).block()).isEqualTo(Confirmation.MOVED);
		assertThat(this.ledger.confirm(other, ACCOUNT_LANE).block()).isEqualTo(Confirmation.HELD);

		this.ledger.park(other, new Wait.ForLane(ACCOUNT_LANE, Duration.ofSeconds(1))).block();
		this.database.shiftTime(Duration.ofSeconds(5));
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

		Parked parked = this.ledger.park(this.lease, new Wait.ForCoolLane(ACCOUNT_LANE)).block();
		assertThat(Duration.between(parked.written().at(), parked.resumesAt())).isGreaterThan(Duration.ofMinutes(59));
		assertThat(this.database.value("SELECT lane || wait_reason || holds_lane FROM jobs"))
			.isEqualTo(ACCOUNT_LANE + "COOLDOWNfalse");
	}

	@Test
	void aParkedJobKeepsItsLaneOnlyOnceItWasAnswered() {
		this.ledger.park(this.lease, new Wait.ForBudget(Duration.ofMinutes(5))).block();
		assertThat(this.database.value("SELECT holds_lane FROM jobs")).isEqualTo("false");

		this.database.shiftTime(Duration.ofMinutes(6));
		Lease again = this.claims.claimBest(true).block().lease();
		this.ledger.store(again, page(1, 2, "a"), ListWalk.start(ListKind.FOLLOWERS).after(page(1, 2, "a"), 2, false))
			.block();
		this.ledger.park(again, new Wait.ForBudget(Duration.ofMinutes(5))).block();
		assertThat(this.database.value("SELECT holds_lane FROM jobs")).isEqualTo("true");
	}

	@Test
	void theCooldownOfALaneGrowsAndIsForgottenAfterAQuietDay() {
		Duration first = cooledFor();
		this.database.shiftTime(Duration.ofMinutes(20));
		Duration second = cooledFor();
		this.database.shiftTime(Duration.ofDays(3));
		Duration afterQuiet = cooledFor();

		assertThat(first).isBetween(Duration.ofSeconds(595), Duration.ofSeconds(601));
		assertThat(second).isBetween(Duration.ofSeconds(1195), Duration.ofSeconds(1201));
		assertThat(afterQuiet).isBetween(Duration.ofSeconds(595), Duration.ofSeconds(601));
	}

	@ParameterizedTest
	@ValueSource(strings = { "park", "cool", "release" })
	void aJobWhoseEndWasAskedForNeitherWaitsNorIsHandedOver(String write) {
		this.database.execute("UPDATE jobs SET cancel_requested = true");

		Mono<?> departure = switch (write) {
			case "park" -> this.ledger.park(this.lease, new Wait.ForBudget(Duration.ofSeconds(9)));
			case "cool" -> this.ledger.park(this.lease, cooling(Duration.ofSeconds(9)));
			default -> this.ledger.release(this.lease);
		};

		assertThat(departure.block()).isNull();
		assertThat(this.ledger.end(this.lease, new Ending.Cancelled()).block()).isNotNull();
	}

	@Test
	void aReleasedJobIsFreeForAnybodyAtOnce() {
		this.ledger.release(this.lease).block();

		assertThat(this.claims.due(10).block()).hasSize(1);
		assertThat(this.claims.claimBest(true).block())
			.satisfies((job) -> assertThat(job.lease().fence()).isEqualTo(3));
	}

	@Test
	void twoWalksAreComparedByTheirMembers() {
		store(ListKind.FOLLOWERS, 1, List.of(member(1, "a"), member(2, "b"), member(3, "c")));
		this.ledger.keep(this.lease, ListWalk.start(ListKind.FOLLOWERS).again()).block();
		Page second = new Page(List.of(member(2, "b"), member(3, "c"), member(4, "d")), null, false, CutSigns.NONE,
				null);
		this.ledger.store(this.lease, second, ListWalk.start(ListKind.FOLLOWERS).again().after(second, 3, false))
			.block();

		assertThat(this.ledger.compareWalks(this.lease.job(), ListKind.FOLLOWERS).block())
			.isEqualTo(new WalkComparison(4, 2));
	}

	private Duration cooledFor() {
		Lease held = this.claims.claimBest(true).map((job) -> job.lease()).defaultIfEmpty(this.lease).block();
		Parked parked = this.ledger.park(held, cooling(Duration.ofMinutes(10))).block();
		return Duration.between(parked.written().at(), parked.resumesAt());
	}

	private static Wait cooling(Duration first) {
		return new Wait.ForCooldown(new Cooldown(first, Duration.ofHours(1), Duration.ZERO, "throttled"), false);
	}

	private Lease claimNew() {
		JobId job = this.database.queueAnalysis(ACCOUNT);
		return this.claims.claim(job).block().lease();
	}

	private void expireLease() {
		this.database.shiftTime(Duration.ofSeconds(31));
	}

	private void store(ListKind list, int number, List<Member> members) {
		Page page = new Page(members, new Cursor("c" + number), true, CutSigns.NONE, null);
		ListWalk walk = new ListWalk(list, 1, page.next(), number, 0, 0, null, 0, 0, CutSigns.NONE, false, null);
		this.ledger.store(this.lease, page, walk).block();
	}

	private String contents() {
		return this.database
			.value("""
					SELECT concat(
					  (SELECT jsonb_agg(to_jsonb(j) ORDER BY id) FROM jobs j), (SELECT jsonb_agg(to_jsonb(l) ORDER BY list) FROM job_lists l),
					  (SELECT count(*) FROM sync_pages), (SELECT count(*) FROM job_results), (SELECT count(*) FROM lane_cooldowns),
					  (SELECT count(*) FROM job_credentials))""");
	}

	private static Page page(long from, int count, String next) {
		List<Member> members = LongStream.range(from, from + count).mapToObj((id) -> member(id, "m" + id)).toList();
		return new Page(members, new Cursor(next), true, CutSigns.NONE, null);
	}

	private static Member member(long key, String name) {
		return new Member(key, name, "", false, false);
	}

}
