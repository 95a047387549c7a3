package io.followsync.worker.retention;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.worker.HeldTransaction;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.claim.Lease.WriteReceipt;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.run.r2dbc.AbstractLedgerTests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** Removals while other transactions have the same accounts in hand. */
class AccountRemovalRacesTests extends AbstractLedgerTests {

	private static final Ending COMPLETED = new Ending.Completed(COMPLETE, null);

	private static final int MEMBERS = 1500;

	// What a removal needs before each of its steps.
	private static final String LOCK_ACCOUNT = "SELECT lock_account(%d)".formatted(ACCOUNT);

	// Where the end of a sync has stored its history, and has not committed it.
	private static final String STOP_ENDS = "LOCK TABLE recent_durations IN SHARE MODE";

	@Test
	void aSyncThatEndsMeanwhileLeavesNothingBehind() {
		this.database.connect(ACCOUNT);
		leave();
		CompletableFuture<Void> removal;
		CompletableFuture<WriteReceipt> end;
		try (HeldTransaction ends = this.database.hold(STOP_ENDS)) {
			try (HeldTransaction account = this.database.hold(LOCK_ACCOUNT)) {
				removal = removal().toFuture();
				await().until(this::waits, "advisory"::equals);
				end = this.ledger.end(walked(this.database.queueSync(ACCOUNT)), COMPLETED).toFuture();
				await().until(this::waits, "advisory relation"::equals);
			}
			await().until(this::waits, "relation transactionid"::equals);
		}
		CompletableFuture.allOf(end, removal).join();

		assertThat(this.database
			.value("""
					SELECT concat_ws(' ', (SELECT count(*) FROM accounts), (SELECT count(*) FROM relationships),
					  (SELECT count(*) FROM account_lists), (SELECT count(*) FROM insights), (SELECT count(*) FROM members))"""))
			.isEqualTo("0 0 0 0 0");
	}

	@Test
	void anotherAccountsSyncThatEndsMeanwhileKeepsItsMembers() {
		long other = ACCOUNT + 1;
		this.database.connect(ACCOUNT);
		this.ledger.end(walked(this.database.queueSync(ACCOUNT)), COMPLETED).block();
		leave();
		this.database.connect(other);
		Lease sync = walked(this.database.queueSync(other));
		CompletableFuture<WriteReceipt> end;
		CompletableFuture<Void> removal;
		try (HeldTransaction ends = this.database.hold(STOP_ENDS)) {
			end = this.ledger.end(sync, COMPLETED).toFuture();
			await().until(this::waits, "relation"::equals);
			removal = removal().toFuture();
			await().until(() -> removal.isDone() || waits().equals("relation relation"));
		}
		end.join();
		// It does not wait for long, and the next one goes on.
		removal.handle((done, timeout) -> removal().toFuture()).join().join();

		assertThat(this.database.value("SELECT count(*) FROM members")).isEqualTo(String.valueOf(MEMBERS));
		assertThat(this.database.value("SELECT count(*) FROM accounts WHERE id = " + ACCOUNT)).isEqualTo("0");
	}

	@Test
	void anAccountThatIsConnectedAnewMeanwhileStays() {
		this.database.connect(ACCOUNT);
		this.ledger.end(walked(this.database.queueSync(ACCOUNT)), COMPLETED).block();
		leave();
		CompletableFuture<Void> removal;
		try (HeldTransaction account = this.database.hold(LOCK_ACCOUNT)) {
			removal = removal().toFuture();
			await().until(this::waits, "advisory"::equals);
			account.execute("UPDATE accounts SET state = 'CONNECTED', remove_at = NULL");
			account
				.execute("INSERT INTO account_credentials (account_id, sealed) VALUES (%d, 'new')".formatted(ACCOUNT));
		}
		removal.join();

		assertThat(this.database.value("SELECT state FROM accounts")).isEqualTo("CONNECTED");
		assertThat(this.database.value("SELECT count(*) FROM relationships")).isEqualTo(String.valueOf(MEMBERS));
		assertThat(this.database.value("SELECT count(*) FROM account_lists")).isEqualTo("2");
		assertThat(this.database.value("SELECT count(*) FROM account_credentials")).isEqualTo("1");
	}

	private Mono<Void> removal() {
		return new AccountRemoval(this.database.asWorker(), this.database.transactionAsWorker(),
				new SimpleMeterRegistry())
			.removeNext(Mono.just(true));
	}

	/** For what locks the transactions of this database wait. */
	private String waits() {
		return this.database.value("""
				SELECT string_agg(wait_event, ' ' ORDER BY wait_event) FROM pg_stat_activity
				WHERE datname = current_database() AND wait_event_type = 'Lock'""");
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30));
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
