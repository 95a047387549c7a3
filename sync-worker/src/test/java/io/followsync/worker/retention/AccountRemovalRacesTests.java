package io.followsync.worker.retention;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.run.r2dbc.AbstractLedgerTests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** Removals while other transactions have the same accounts in hand. */
class AccountRemovalRacesTests extends AbstractLedgerTests {

	private static final int ROUNDS = 8;

	private static final int MEMBERS = 1500;

	private AccountRemoval removal() {
		return new AccountRemoval(this.database.asWorker(), this.database.transactionAsWorker(),
				new SimpleMeterRegistry());
	}

	@Test
	void aSyncThatEndsMeanwhileLeavesNothingBehind() {
		AccountRemoval removal = removal();
		for (int round = 0; round < ROUNDS; round++) {
			this.database.connect(ACCOUNT);
			Lease sync = walked(this.database.queueSync(ACCOUNT));
			leave();

			Mono.when(this.ledger.end(sync, new Ending.Completed(COMPLETE, null)), removal.removeNext())
				.block(Duration.ofSeconds(30));
			removal.removeNext().block();

			assertThat(this.database
				.value("""
						SELECT concat_ws(' ', (SELECT count(*) FROM accounts), (SELECT count(*) FROM relationships),
						  (SELECT count(*) FROM account_lists), (SELECT count(*) FROM insights), (SELECT count(*) FROM members))"""))
				.isEqualTo("0 0 0 0 0");
		}
	}

	@Test
	void anotherAccountsSyncThatEndsMeanwhileKeepsItsMembers() {
		AccountRemoval removal = removal();
		for (int round = 0; round < ROUNDS; round++) {
			this.database.connect(ACCOUNT);
			this.ledger.end(walked(this.database.queueSync(ACCOUNT)), new Ending.Completed(COMPLETE, null)).block();
			leave();
			long other = ACCOUNT + 1 + round;
			this.database.connect(other);
			Lease sync = walked(this.database.queueSync(other));

			Mono.when(this.ledger.end(sync, new Ending.Completed(COMPLETE, null)), removal.removeNext())
				.block(Duration.ofSeconds(30));

			assertThat(this.database.value("SELECT count(*) FROM members")).isEqualTo(String.valueOf(MEMBERS));
			assertThat(this.database.value("SELECT count(*) FROM accounts WHERE id = " + ACCOUNT)).isEqualTo("0");
		}
	}

	@Test
	void anAccountThatIsConnectedAnewMeanwhileStays() {
		this.database.connect(ACCOUNT);
		this.ledger.end(walked(this.database.queueSync(ACCOUNT)), new Ending.Completed(COMPLETE, null)).block();
		leave();
		Mono<Void> connecting = this.database.client()
			.sql("SELECT lock_account(%d)".formatted(ACCOUNT))
			.then()
			.then(this.database.client().sql("SELECT pg_sleep(0.5)").then())
			.then(this.database.client().sql("UPDATE accounts SET state = 'CONNECTED', remove_at = NULL").then())
			.then(this.database.client()
				.sql("INSERT INTO account_credentials (account_id, sealed) VALUES (%d, 'new')".formatted(ACCOUNT))
				.then())
			.as(this.database.transaction()::transactional);
		connecting.subscribe();
		Awaitility.await()
			.until(() -> this.database.value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"),
					"1"::equals);

		removal().removeNext().block(Duration.ofSeconds(30));

		assertThat(this.database.value("SELECT state FROM accounts")).isEqualTo("CONNECTED");
		assertThat(this.database.value("SELECT count(*) FROM relationships")).isEqualTo(String.valueOf(MEMBERS));
		assertThat(this.database.value("SELECT count(*) FROM account_lists")).isEqualTo("2");
		assertThat(this.database.value("SELECT count(*) FROM account_credentials")).isEqualTo("1");
	}

	private void leave() {
		this.database.execute("DELETE FROM account_credentials WHERE account_id = " + ACCOUNT);
		this.database
			.execute("UPDATE accounts SET state = 'LEAVING', remove_at = deciding_time() WHERE id = " + ACCOUNT);
	}

	private Lease walked(JobId sync) {
		Lease lease = this.claims.claim(sync).block().lease();
		read(lease, ListKind.FOLLOWERS,
				LongStream.rangeClosed(1, MEMBERS).mapToObj((key) -> member(key, "m" + key)).toList());
		read(lease, ListKind.FOLLOWING, List.of());
		return lease;
	}

}
