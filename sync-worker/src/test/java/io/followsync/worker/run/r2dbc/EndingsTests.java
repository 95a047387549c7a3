package io.followsync.worker.run.r2dbc;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.followsync.job.FailureKind;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress.Failure;
import io.followsync.job.ListKind;
import io.followsync.job.VerdictKind;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.policy.Wait.Cooldown;
import io.followsync.worker.run.Ledger.Probes;
import io.followsync.worker.source.ListReader.Relation;
import io.followsync.worker.source.Page.Member;
import io.followsync.worker.verdict.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class EndingsTests extends AbstractLedgerTests {

	@Test
	void theResultCountsEachMemberKeyOnce() {
		store(ListKind.FOLLOWERS, 1, List.of(member(1, "ann"), member(2, "old_name"), member(2, "bob")));
		store(ListKind.FOLLOWERS, 2, List.of(member(3, "cat"), member(1, "ann")));
		store(ListKind.FOLLOWING, 1, List.of(member(2, "bob"), member(9007199254740993L, "dan")));
		store(ListKind.FOLLOWING, 2, List.of(member(9007199254740993L, "dan"), member(5, "Eve_")));

		this.ledger.end(this.lease, new Ending.Completed(COMPLETE, null)).block();

		assertThat(confirmations()).isEqualTo("FAN:ann:true FAN:cat:true MUTUAL:bob:true "
				+ "NOT_FOLLOWING_BACK:Eve_:true NOT_FOLLOWING_BACK:dan:true");
		assertThat(this.database
			.value("""
					SELECT concat_ws(' ', followers_count, following_count, not_following_back_count, fans_count, mutual_count,
					  unconfirmed_count) FROM job_results"""))
			.isEqualTo("3 3 2 2 1 0");
	}

	@Test
	void membersThatTheFollowersDoNotProveAreUnconfirmed() {
		store(ListKind.FOLLOWING, 1, List.of(member(2, "bob")));
		Ending.Verdicts inexact = new Ending.Verdicts(new Judgement.Verdict(VerdictKind.COMPLETE, false, "97 of 100"),
				COMPLETE.following());

		this.ledger.end(this.lease, new Ending.Completed(inexact, null)).block();

		assertThat(this.database.value("SELECT unconfirmed_count FROM job_results")).isEqualTo("1");
	}

	@Test
	void onlyMembersThatADateRangeMayHideAreUnconfirmed() {
		store(ListKind.FOLLOWERS, 1, List.of(member(1, "ann"), member(2, "bob")));
		store(ListKind.FOLLOWING, 1, List.of(new Member(2, "bob", "", false, false, true),
				new Member(3, "cat", "", false, false, true), member(4, "dan")));

		this.ledger.end(this.lease, new Ending.Completed(COMPLETE, null)).block();

		assertThat(confirmations())
			.isEqualTo("FAN:ann:true MUTUAL:bob:true NOT_FOLLOWING_BACK:cat:false NOT_FOLLOWING_BACK:dan:true");
		assertThat(this.database.value("SELECT unconfirmed_count FROM job_results")).isEqualTo("1");
	}

	@Test
	void storesDoubtfulMembersOnlyIfThereAreAny() {
		store(ListKind.FOLLOWERS, 1, List.of(member(1, "ann")));
		store(ListKind.FOLLOWING, 1, List.of(member(1, "ann"), new Member(3, "cat", "", false, false, true)));

		assertThat(this.database
			.value("""
					SELECT string_agg(list || ':' || coalesce(doubtful::text, 'null'), ' ' ORDER BY list) FROM sync_pages"""))
			.isEqualTo("FOLLOWERS:null FOLLOWING:{f,t}");
	}

	@Test
	void aPageOfThePreviousReleaseMarksNobodyDoubtful() {
		store(ListKind.FOLLOWING, 1, List.of(new Member(3, "cat", "", false, false, true)));
		this.database.execute("UPDATE sync_pages SET doubtful = NULL");

		this.ledger.end(this.lease, new Ending.Completed(COMPLETE, null)).block();

		assertThat(confirmations()).isEqualTo("NOT_FOLLOWING_BACK:cat:true");
	}

	@Test
	void onlyMembersMissingFromAnInexactListAreUnconfirmed() {
		store(ListKind.FOLLOWERS, 1, List.of(member(1, "ann"), member(2, "bob")));
		store(ListKind.FOLLOWING, 1, List.of(member(2, "bob"), member(3, "cat")));
		Ending.Verdicts inexact = new Ending.Verdicts(COMPLETE.followers(),
				new Judgement.Verdict(VerdictKind.COMPLETE, false, "97 of 100"));

		this.ledger.end(this.lease, new Ending.Completed(inexact, null)).block();

		assertThat(confirmations()).isEqualTo("FAN:ann:false MUTUAL:bob:true NOT_FOLLOWING_BACK:cat:true");
		assertThat(this.database.value("SELECT unconfirmed_count FROM job_results"))
			.as("of those who do not follow back")
			.isEqualTo("0");
	}

	@Test
	void aProbesAnswerOverridesTheLists() {
		store(ListKind.FOLLOWERS, 1, List.of(member(1, "ann")));
		store(ListKind.FOLLOWING, 1, List.of(member(1, "ann"), member(2, "bob"), member(3, "cat"), member(4, "dan"),
				member(5, "eve"), member(6, "fay"), member(-7, "by_name_only")));
		Judgement.Verdict inexact = new Judgement.Verdict(VerdictKind.COMPLETE, false, "97 of 100");
		assertThat(this.ledger.probes(this.lease, 5).block()).isEqualTo(new Probes(List.of(2L, 3L, 4L, 5L, 6L), 0));
		this.ledger.storeProbe(this.lease, 2, new Relation(true, true)).block();
		this.ledger.storeProbe(this.lease, 3, new Relation(false, true)).block();
		this.ledger.storeProbe(this.lease, 4, new Relation(false, false)).block();
		this.ledger.storeProbe(this.lease, 5, new Relation(true, false)).block();
		this.ledger.storeProbe(this.lease, 6, null).block();

		this.ledger.end(this.lease, new Ending.Completed(new Ending.Verdicts(inexact, inexact), null)).block();

		assertThat(confirmations()).isEqualTo("FAN:cat:true MUTUAL:ann:true MUTUAL:bob:true "
				+ "NOT_FOLLOWING_BACK:by_name_only:false NOT_FOLLOWING_BACK:eve:true NOT_FOLLOWING_BACK:fay:false");
		assertThat(this.database
			.value("""
					SELECT concat_ws(' ', followers_count, following_count, not_following_back_count, fans_count, mutual_count,
					  unconfirmed_count) FROM job_results"""))
			.isEqualTo("3 5 3 1 2 2");
	}

	@Test
	void probesAreChosenOnce() {
		store(ListKind.FOLLOWING, 1, List.of(member(3, "cat"), member(1, "Ann"), member(2, "bob")));
		assertThat(this.ledger.probes(this.lease, 2).block()).isEqualTo(new Probes(List.of(1L, 2L), 0));
		this.ledger.storeProbe(this.lease, 1, null).block();

		assertThat(this.ledger.probes(this.lease, 3).block()).isEqualTo(new Probes(List.of(2L), 1));
	}

	static Stream<Ending> endings() {
		return Stream.of(new Ending.Completed(COMPLETE, null),
				new Ending.Failed(new Failure(FailureKind.RECONNECT_NEEDED, "log in again"), null, null),
				new Ending.Cancelled());
	}

	@ParameterizedTest
	@MethodSource("endings")
	void everyEndingDeletesTheCredential(Ending ending) {
		assertThat(credentials()).isEqualTo("1");

		this.ledger.end(this.lease, ending).block();

		assertThat(credentials()).isEqualTo("0");
	}

	@ParameterizedTest
	@MethodSource("endings")
	void everyEndingDeletesTheUpload(Ending ending) {
		JobId job = this.database.queueImport();
		this.database.execute("INSERT INTO import_chunks VALUES ('%s', 0, 0, '\\x00')".formatted(job));
		Lease imported = this.claims.claim(job).block().lease();

		this.ledger.end(imported, ending).block();

		assertThat(this.database
			.value("SELECT (SELECT count(*) FROM import_chunks) + (SELECT count(*) FROM import_files)")).isEqualTo("0");
	}

	@Test
	void aCompletedJobMayCoolItsLaneDown() {
		Cooldown pause = new Cooldown(Duration.ofHours(1), Duration.ofHours(4), Duration.ZERO, "person needed");

		this.ledger.end(this.lease, new Ending.Completed(COMPLETE, pause)).block();

		assertThat(this.database.value("SELECT c.reason FROM lane_cooldowns c JOIN jobs j USING (lane)"))
			.isEqualTo("person needed");
	}

	@Test
	void aFailedJobMayCoolItsLaneDown() {
		Cooldown pause = new Cooldown(Duration.ofHours(12), Duration.ofHours(48), Duration.ZERO, "person needed");
		Failure failure = new Failure(FailureKind.PERSON_NEEDED, "Confirm that it is you.");

		this.ledger.end(this.lease, new Ending.Failed(failure, null, pause)).block();

		assertThat(this.database
			.value("""
					SELECT j.state || ': ' || c.reason || ', ' || round(extract(epoch FROM c.until - j.ended_at) / 3600) || ' h'
					FROM lane_cooldowns c JOIN jobs j USING (lane)"""))
			.isEqualTo("FAILED: person needed, 12 h");
	}

	@Test
	void aFailureStoresItsVerdictsAndNoResult() {
		Ending.Verdicts verdicts = new Ending.Verdicts(new Judgement.Verdict(VerdictKind.SUSPECT, false, "none of 890"),
				COMPLETE.following());

		this.ledger
			.end(this.lease,
					new Ending.Failed(new Failure(FailureKind.INCOMPLETE, "Not proven.", "Read it again."), verdicts,
							null))
			.block();

		assertThat(this.database.value("SELECT state || failure_kind || holds_lane FROM jobs"))
			.isEqualTo("FAILEDINCOMPLETEfalse");
		assertThat(this.database.value("SELECT failure_message || '|' || failure_advice FROM jobs"))
			.isEqualTo("Not proven.|Read it again.");
		assertThat(this.database.value("SELECT verdict_reason FROM job_lists WHERE list = 'FOLLOWERS'"))
			.isEqualTo("none of 890");
		assertThat(this.database.value("SELECT count(*) FROM job_results")).isEqualTo("0");
	}

	private String credentials() {
		return this.database.value("SELECT count(*) FROM job_credentials");
	}

	private String confirmations() {
		return this.database
			.value("""
					SELECT string_agg(c.relation || ':' || m.username || ':' || m.confirmed, ' ' ORDER BY c.relation, m.username)
					FROM job_result_chunks c, unnest(c.usernames, c.confirmed) AS m (username, confirmed)""");
	}

}
