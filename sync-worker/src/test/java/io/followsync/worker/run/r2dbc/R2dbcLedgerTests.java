package io.followsync.worker.run.r2dbc;

import java.time.Duration;
import java.util.List;

import io.followsync.job.ListKind;
import io.followsync.worker.claim.Claims;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.claim.Lease.WriteReceipt;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.policy.Wait;
import io.followsync.worker.run.Ledger.SeenMembers;
import io.followsync.worker.source.ListReader.DeclaredCounts;
import io.followsync.worker.source.ListReader.Relation;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Page.Member;
import io.followsync.worker.source.TruncationFlags;
import io.followsync.worker.source.TruncationFlags.ExportSign;
import io.followsync.worker.verdict.Judgement.Evidence;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.WalkEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class R2dbcLedgerTests extends AbstractLedgerTests {

	@ParameterizedTest
	@EnumSource(ExportSign.class)
	void storesTheSignOfAnExport(ExportSign sign) {
		Page page = new Page(List.of(member(1, "a")), null, false, new TruncationFlags(false, 0, sign), null);
		ListWalk walk = ListWalk.start(ListKind.FOLLOWERS).after(page, 1, false);
		this.ledger.store(this.lease, page, walk).block();

		expireLease();

		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY).block().walks().followers()).isEqualTo(walk);
	}

	@ParameterizedTest
	@EnumSource(ExportSign.class)
	void everyCutExportIsMarkedForThePreviousRelease(ExportSign sign) {
		Page page = new Page(List.of(member(1, "a")), null, false, new TruncationFlags(false, 0, sign), null);
		this.ledger.store(this.lease, page, ListWalk.start(ListKind.FOLLOWERS).after(page, 1, false)).block();

		assertThat(this.database.value("SELECT date_range FROM job_lists WHERE list = 'FOLLOWERS'"))
			.isEqualTo(String.valueOf(sign.isCut()));
	}

	@Test
	void readsACutStoredByThePreviousRelease() {
		store(ListKind.FOLLOWERS, 1, List.of(member(1, "a")));
		this.database.execute("UPDATE job_lists SET date_range = true, export_sign = NULL");

		expireLease();

		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY).block().walks().followers().cut().export())
			.isEqualTo(ExportSign.DATE_RANGE);
	}

	@Test
	void storesAPageTogetherWithItsWalk() {
		Page page = page(1, 25, "next+/=");
		ListWalk walk = ListWalk.start(ListKind.FOLLOWERS).after(page, 25, false);

		WriteReceipt receipt = this.ledger.store(this.lease, page, walk).block();

		assertThat(receipt.seq()).isEqualTo(2);
		expireLease();
		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY).block()).satisfies((job) -> {
			assertThat(job.walks().followers()).isEqualTo(walk);
			assertThat(job.resumeState().answered()).isTrue();
			assertThat(job.resumeState().claimsWithoutProgress()).isEqualTo(1);
		});
		SeenMembers seen = this.ledger.seen(this.lease.job(), ListKind.FOLLOWERS, 1).block();
		assertThat(seen.addNew(page.members())).isZero();
		assertThat(seen.addCursor(page.next())).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "store", "keep", "declare", "startOver", "probes", "probed", "trust", "confirm", "park",
			"cool", "release", "end", "complete" })
	void aLostLeaseWritesNothing(String write) {
		Page page = page(1, 25, "next");
		ListWalk walk = ListWalk.start(ListKind.FOLLOWERS).after(page, 25, false);
		expireLease();
		this.claims.claimBest(Claims.Room.FOR_ANY).block();
		String before = contents();

		Mono<?> late = switch (write) {
			case "store" -> this.ledger.store(this.lease, page, walk);
			case "keep" -> this.ledger.storeWalk(this.lease, walk);
			case "declare" -> this.ledger.declare(this.lease, new DeclaredCounts(1L, 2L));
			case "startOver" -> this.ledger.startOverIfTooOld(this.lease, walk);
			case "probes" -> this.ledger.probes(this.lease, 9);
			case "probed" -> this.ledger.storeProbe(this.lease, 1, new Relation(true, true));
			case "trust" -> this.ledger.trust(this.lease);
			case "confirm" -> this.ledger.confirm(this.lease, ACCOUNT_LANE);
			case "park" -> this.ledger.park(this.lease, new Wait.ForBudget(Duration.ofSeconds(9)));
			case "cool" -> this.ledger.park(this.lease, cooling(Duration.ofSeconds(9)));
			case "release" -> this.ledger.handOver(this.lease);
			case "end" -> this.ledger.end(this.lease, new Ending.Cancelled());
			default -> this.ledger.end(this.lease, new Ending.Completed(COMPLETE, null));
		};

		assertThatExceptionOfType(Lease.LostException.class).isThrownBy(late::block);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void storesWhatTheSourceSaysOfPictures() {
		Member pictured = new Member(1, "ann", "", false, false, false, "p1");
		store(ListKind.FOLLOWERS, 1, List.of(pictured, new Member(2, "bob", "", false, false, false, "")));
		store(ListKind.FOLLOWING, 1, List.of(pictured, member(3, "cat")));

		assertThat(this.database.value("""
				SELECT string_agg(list || ':' || coalesce(picture_ids::text, 'unknown'), ' ' ORDER BY list)
				FROM sync_pages""")).isEqualTo("FOLLOWERS:{p1,\"\"} FOLLOWING:{p1,NULL}");
	}

	@Test
	void aStaleWalkStartsOverUnderItsNumber() {
		store(ListKind.FOLLOWERS, 1, List.of(member(1, "a"), member(2, "b")));
		ListWalk second = new ListWalk(ListKind.FOLLOWERS, 1, null, 1, 1, 1, 50L, 0, 0, TruncationFlags.NONE, false,
				WalkEnd.CLEAN)
			.again();
		Page page = page(1, 25, "next");
		this.ledger.declare(this.lease, new DeclaredCounts(50L, null)).block();
		this.ledger.store(this.lease, page, second.after(page, 25, false)).block();
		assertThat(this.ledger.startOverIfTooOld(this.lease, second.after(page, 25, false)).block()).isNull();

		this.database.shiftTime(Duration.ofHours(12));

		assertThat(this.ledger.startOverIfTooOld(this.lease, second.after(page, 25, false)).block()).isNotNull();
		assertThat(this.database.value("SELECT string_agg(walk || '/' || page, ' ') FROM sync_pages")).isEqualTo("1/1");
		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY).map((job) -> job.walks().followers()).block())
			.isEqualTo(second);
	}

	@Test
	void twoWalksAreComparedByTheirMembers() {
		store(ListKind.FOLLOWERS, 1, List.of(member(1, "a"), member(2, "b"), member(3, "c")));
		this.ledger.storeWalk(this.lease, ListWalk.start(ListKind.FOLLOWERS).again()).block();
		Page second = new Page(List.of(member(2, "b"), member(3, "c"), member(4, "d")), null, false,
				TruncationFlags.NONE, null);
		this.ledger.store(this.lease, second, ListWalk.start(ListKind.FOLLOWERS).again().after(second, 3, false))
			.block();

		assertThat(this.ledger.compareWalks(this.lease.job(), ListKind.FOLLOWERS).block())
			.isEqualTo(new Evidence.Comparison(4, 2));
	}

	@Test
	void aThirdWalkIsComparedWithTheMostSimilarEarlierOne() {
		walkThreeTimes(List.of(member(1, "a")), List.of(member(1, "a"), member(2, "b"), member(3, "c")),
				List.of(member(2, "b"), member(3, "c"), member(4, "d")));

		assertThat(this.ledger.compareWalks(this.lease.job(), ListKind.FOLLOWERS).block())
			.isEqualTo(new Evidence.Comparison(4, 2));
		SeenMembers seen = this.ledger.seen(this.lease.job(), ListKind.FOLLOWERS, 3).block();
		assertThat(seen.addNew(List.of(member(1, "a"), member(2, "b")))).as("new to the third walk").isEqualTo(1);
		expireLease();
		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY).map((job) -> job.walks().followers().walk()).block())
			.isEqualTo(3);
	}

	/** That release knows walks 1 and 2 only, and ends a job that is in another. */
	@Test
	void aThirdWalkLooksLikeASecondToThePreviousRelease() {
		walkThreeTimes(List.of(member(1, "a")), List.of(member(2, "b")), List.of(member(3, "c")));
		String job = this.lease.job().toString();

		assertThat(this.database
			.value("SELECT walk || ' ' || pages || ' ' || comparable FROM job_lists WHERE list = 'FOLLOWERS'"))
			.isEqualTo("2 1 true");
		assertThat(this.database.value("""
				SELECT member_keys[1] || ' ' || page FROM sync_pages
				WHERE job_id = '%s' AND list = 'FOLLOWERS' AND walk = 2""".formatted(job))).as("what it resumes from")
			.isEqualTo("3 1");
		assertThat(this.database.value("""
				WITH shown AS (
				  SELECT k.key, bool_or(walk = 1) AS in_first, bool_or(walk = 2) AS in_second
				  FROM sync_pages, unnest(member_keys) AS k (key)
				  WHERE job_id = '%s' AND list = 'FOLLOWERS' GROUP BY k.key
				)
				SELECT count(*) || ' ' || count(*) FILTER (WHERE NOT (in_first AND in_second)) FROM shown"""
			.formatted(job))).as("union and difference, never less than they are").isEqualTo("3 3");
	}

	private void walkThreeTimes(List<Member> first, List<Member> second, List<Member> third) {
		ListWalk walk = readOnce(ListWalk.start(ListKind.FOLLOWERS), first);
		this.ledger.storeWalk(this.lease, walk.again()).block();
		walk = readOnce(walk.again(), second);
		this.ledger.storeWalk(this.lease, walk.again()).block();
		readOnce(walk.again(), third);
	}

	private ListWalk readOnce(ListWalk begun, List<Member> members) {
		Page page = new Page(members, null, false, TruncationFlags.NONE, null);
		ListWalk ended = begun.after(page, members.size(), false);
		this.ledger.store(this.lease, page, ended).block();
		return ended;
	}

	private String contents() {
		return this.database
			.value("""
					SELECT concat(
					  (SELECT jsonb_agg(to_jsonb(j) ORDER BY id) FROM jobs j), (SELECT jsonb_agg(to_jsonb(l) ORDER BY list) FROM job_lists l),
					  (SELECT count(*) FROM sync_pages), (SELECT count(*) FROM job_results), (SELECT count(*) FROM lane_cooldowns),
					  (SELECT count(*) FROM job_credentials), (SELECT count(*) FROM job_probes))""");
	}

}
