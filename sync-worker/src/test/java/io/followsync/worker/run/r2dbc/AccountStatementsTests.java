package io.followsync.worker.run.r2dbc;

import java.time.Duration;
import java.util.List;

import io.followsync.job.FailureKind;
import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.completion.Ending;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the end of a job says about its account's credential. */
class AccountStatementsTests extends AbstractLedgerTests {

	private static final Ending COMPLETED = new Ending.Completed(COMPLETE, null);

	private Lease sync;

	@BeforeEach
	void begin() {
		this.database.connect(ACCOUNT);
		this.sync = held(this.database.queueSync(ACCOUNT));
		read(this.sync, ListKind.FOLLOWERS, List.of());
		read(this.sync, ListKind.FOLLOWING, List.of());
	}

	@ParameterizedTest
	@CsvSource({ "CONNECTED, RECONNECT_NEEDED", "RECONNECT_NEEDED, RECONNECT_NEEDED", "ARCHIVED, ARCHIVED",
			"PAUSED, PAUSED" })
	void aRefusalConcernsConnectedAccounts(String before, String after) {
		place(before);

		this.ledger.end(this.sync, refused()).block();

		assertThat(state()).isEqualTo(after);
		assertThat(recorded()).isEqualTo(before.equals(after) ? "" : "RECONNECT_NEEDED");
	}

	@ParameterizedTest
	@CsvSource({ "CONNECTED, CONNECTED", "RECONNECT_NEEDED, CONNECTED", "ARCHIVED, ARCHIVED", "PAUSED, PAUSED" })
	void aResultShowsThatTheCredentialIsAccepted(String before, String after) {
		place(before);

		this.ledger.end(this.sync, COMPLETED).block();

		assertThat(state()).isEqualTo(after);
		assertThat(recorded()).isEqualTo(before.equals(after) ? "" : "CONNECTED");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RECONNECT_NEEDED")
	void otherFailuresSayNothingAboutTheCredential(FailureKind kind) {
		this.ledger.end(this.sync, Ending.failed(kind, "failed")).block();

		assertThat(state()).isEqualTo("CONNECTED");
	}

	@Test
	void aRefusalDoesNotConcernANewerCredential() {
		this.database.execute("UPDATE account_credentials SET stored_at = deciding_time()");

		this.ledger.end(this.sync, refused()).block();

		assertThat(state()).isEqualTo("CONNECTED");
	}

	@Test
	void aRefusalConcernsTheCredentialOfALongRun() {
		this.database.shiftTime(Duration.ofHours(5));

		this.ledger.end(this.sync, refused()).block();

		assertThat(state()).isEqualTo("RECONNECT_NEEDED");
	}

	@Test
	void aSessionOfAnAnalysisIsNotTheAccountsCredential() {
		this.ledger.end(this.lease, refused()).block();

		assertThat(state()).isEqualTo("CONNECTED");
	}

	@Test
	void aLostLeaseChangesNothing() {
		this.database.execute("UPDATE jobs SET fence = fence + 1");

		assertThat(this.ledger.end(this.sync, refused()).onErrorComplete(Lease.LostException.class).block()).isNull();

		assertThat(state()).isEqualTo("CONNECTED");
	}

	private Lease held(JobId job) {
		return this.claims.claim(job).block().lease();
	}

	private static Ending refused() {
		return Ending.failed(FailureKind.RECONNECT_NEEDED, "refused");
	}

	/** Besides the end of the sync. */
	private String recorded() {
		return this.database.value(
				"SELECT coalesce(string_agg(kind, ' ' ORDER BY id), '') FROM activities WHERE kind NOT LIKE 'SYNC%'");
	}

	private void place(String state) {
		this.database.execute("UPDATE accounts SET state = '%s'".formatted(state));
	}

	private String state() {
		return this.database.value("SELECT state FROM accounts");
	}

}
