package io.followsync.worker.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.worker.source.ListReader.Relation;
import io.followsync.worker.source.SourceFailure;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Jobs that read with the credential of a kept account. */
class SyncTests extends AbstractEngineTests {

	private JobId job;

	@BeforeEach
	void queue() {
		this.harness.database.connect(ACCOUNT);
		this.job = this.harness.database.queueSync(ACCOUNT);
	}

	@Test
	void readsBothListsAndKeepsTheCredential() {
		this.harness.engine(this.source);

		this.harness.await(this.job, "COMPLETED");

		assertThat(this.source.requests()).startsWith("FOLLOWERS#1", "PROFILE", "FOLLOWERS#2").doesNotHaveDuplicates();
		assertThat(this.harness.database.value("SELECT count(*) FROM account_credentials")).isEqualTo("1");
		assertThat(accountState()).isEqualTo("CONNECTED");
	}

	@Test
	void keepsTheNameThatTheAccountHasNow() {
		this.harness.database.execute("UPDATE accounts SET username = 'before'");
		this.harness.engine(this.source);

		this.harness.await(this.job, "COMPLETED");

		assertThat(this.harness.database.value("SELECT username FROM accounts")).isEqualTo("anna");
	}

	@Test
	void resumesAtItsPageAfterALostLease() {
		ScriptedSource hanging = new ScriptedSource().inTheWay(ListKind.FOLLOWERS, 4, Mono::never);
		this.harness.impatient().engine(hanging, 1);
		Awaitility.await().until(() -> hanging.requests().contains("FOLLOWERS#4"));

		this.harness.database.execute("UPDATE jobs SET lease_until = deciding_time(), fence = fence + 1");
		this.harness.engine(this.source);

		this.harness.await(this.job, "COMPLETED");
		List<String> all = new ArrayList<>(hanging.requests());
		all.addAll(this.source.requests());
		assertThat(this.source.requests()).startsWith("FOLLOWERS#4");
		assertThat(new HashSet<>(all)).hasSize(all.size() - 1);
	}

	@Test
	void aDisconnectedAccountNeedsAReconnect() {
		this.harness.engine(this.source.disconnected());

		assertThatItFailsWith("RECONNECT_NEEDED");

		assertThat(this.harness.database.value("SELECT failure_message FROM jobs")).isEqualTo(JobRunner.NOT_CONNECTED);
		assertThat(this.source.requests()).isEmpty();
	}

	static Stream<Arguments> viewers() {
		return Stream.of(arguments(new ScriptedSource().readBy(ACCOUNT + 1), "RECONNECT_NEEDED"),
				arguments(new ScriptedSource().readBy(ACCOUNT + 1).namingNobody(), "RECONNECT_NEEDED"),
				arguments(new ScriptedSource().knowingNobody(), "MALFORMED_ANSWER"));
	}

	@ParameterizedTest
	@MethodSource("viewers")
	void storesNothingUnlessItsAccountIsNamed(ScriptedSource credential, String kind) {
		this.harness.engine(credential);

		assertThatItFailsWith(kind);

		assertThat(this.harness.database.value("SELECT count(*) FROM sync_pages")).isEqualTo("0");
	}

	@Test
	void asksOnceWhoseCredentialItIsIfNoPageSays() {
		this.harness.engine(this.source.namingNobody());

		this.harness.await(this.job, "COMPLETED");

		assertThat(this.source.requests()).startsWith("FOLLOWERS#1", "WHO_AM_I", "PROFILE").doesNotHaveDuplicates();
	}

	@Test
	void aRefusedCredentialNeedsAReconnect() {
		this.source.failing(ListKind.FOLLOWERS, 2, new SourceFailure.SessionDead("logged out"), 1);
		this.harness.engine(this.source);

		assertThatItFailsWith("RECONNECT_NEEDED");

		assertThat(accountState()).isEqualTo("RECONNECT_NEEDED");
	}

	@Test
	void itsHistoryBeginsWithWhatItsListsAndProbesShow() {
		this.harness.engine(this.source.hiding(3L));

		this.harness.await(this.job, "COMPLETED");

		assertThat(this.source.requests()).filteredOn((request) -> request.startsWith("RELATION"))
			.containsExactly("RELATION#3");
		assertThat(insights()).isEqualTo("45 30 30 +0 -0");
		assertThat(this.harness.database.value("SELECT count(*) FROM relationships")).isEqualTo("75");
	}

	@Test
	void theNextSyncRecordsWhoLeftAndWhoIsGone() {
		this.harness.engine(this.source, 1);
		this.harness.await(this.job, "COMPLETED");
		// Nobody takes the second sync to begin within the first.
		this.harness.sleep(Duration.ofMinutes(1));
		this.source.sized(44, 30).hiding(44L).relating(Relation.GONE, 45L);

		JobId second = this.harness.database.queueSync(ACCOUNT);
		this.harness.await(second, "COMPLETED");

		assertThat(this.harness.database.value("SELECT string_agg(kind || ' ' || member_key, ' ') FROM events"))
			.isEqualTo("GONE 45");
		assertThat(insights()).isEqualTo("44 30 30 +0 -1");
	}

	@Test
	void aGoneMemberIsNoRefusal() {
		this.harness.engine(this.source.hiding(2L, 3L, 4L, 5L).relating(Relation.GONE, 2L, 3L, 4L, 5L));

		this.harness.await(this.job, "COMPLETED");

		assertThat(this.source.requests()).filteredOn((request) -> request.startsWith("RELATION")).hasSize(4);
	}

	private String insights() {
		return this.harness.database
			.value("""
					SELECT concat_ws(' ', followers_count, following_count, mutual_count, '+' || gained_count, '-' || lost_count)
					FROM insights ORDER BY at DESC LIMIT 1""");
	}

	private void assertThatItFailsWith(String kind) {
		this.harness.await(this.job, "FAILED");
		assertThat(this.harness.failure(this.job)).isEqualTo(kind);
	}

	private String accountState() {
		return this.harness.database.value("SELECT state FROM accounts");
	}

}
