package io.followsync.worker.ledger.r2dbc;

import java.util.List;

import io.followsync.job.FailureKind;
import io.followsync.job.JobProgress.Failure;
import io.followsync.job.ListKind;
import io.followsync.job.VerdictKind;
import io.followsync.worker.ledger.Ending;
import io.followsync.worker.verdict.Judgement;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EndingsTests extends AbstractLedgerTests {

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

}
