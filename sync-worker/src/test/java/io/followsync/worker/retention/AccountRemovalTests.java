package io.followsync.worker.retention;

import java.time.Duration;
import java.util.stream.LongStream;

import io.followsync.worker.WorkerDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class AccountRemovalTests {

	private static final long LEAVING = 1;

	private static final long KEPT = 2;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private WorkerDatabase database;

	private AccountRemoval removal;

	@BeforeEach
	void open() {
		this.database = new WorkerDatabase();
		this.removal = new AccountRemoval(this.database.asWorker(), this.database.transactionAsWorker(), this.meters);
		store(LEAVING);
		store(KEPT);
		// The two accounts share members 1 to 100.
		follow(LEAVING, 1, 2500);
		follow(KEPT, -100, 100);
		this.database.execute("""
				INSERT INTO members SELECT DISTINCT member_key, username, '', false, false, deciding_time()
				FROM relationships ON CONFLICT DO NOTHING""");
		this.database
			.execute("UPDATE accounts SET state = 'LEAVING', remove_at = deciding_time() WHERE id = " + LEAVING);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void removesEverythingOfAnAccountAndNothingOfOthers() {
		String before = rows(KEPT);
		assertThat(rows(LEAVING)).isEqualTo("2500 1 1 1 1 1 1 2 1 1");

		removeNext();

		assertThat(rows(LEAVING)).isEqualTo("0 0 0 0 0 0 0 0 0 0");
		assertThat(rows(KEPT)).isEqualTo(before);
	}

	@Test
	void keepsTheMembersOfOtherAccounts() {
		removeNext();

		assertThat(this.database.value("SELECT count(*) || ' ' || max(key) FROM members")).isEqualTo("201 100");
	}

	@Test
	void goesOnWithWhatAnInterruptedRemovalLeft() {
		this.database.execute("DELETE FROM account_lists WHERE account_id = " + LEAVING);
		this.database.execute("DELETE FROM relationships WHERE member_key > 1000");

		removeNext();

		assertThat(rows(LEAVING)).isEqualTo("0 0 0 0 0 0 0 0 0 0");
	}

	@Test
	void noStatementRemovesMoreThanABatch() {
		this.database.execute("""
				CREATE FUNCTION at_most_a_batch() RETURNS trigger LANGUAGE plpgsql AS $$
				BEGIN
				  IF (SELECT count(*) FROM removed) > 1000 THEN RAISE 'too many at once'; END IF;
				  RETURN NULL;
				END $$""");
		this.database.execute("""
				CREATE TRIGGER batches AFTER DELETE ON relationships REFERENCING OLD TABLE AS removed
				FOR EACH STATEMENT EXECUTE FUNCTION at_most_a_batch()""");

		removeNext();

		assertThat(rows(LEAVING)).startsWith("0 ");
	}

	@Test
	void leavesAnAccountThatIsNotDue() {
		this.database
			.execute("UPDATE accounts SET remove_at = deciding_time() + interval '1 hour' WHERE id = " + LEAVING);

		removeNext();
		assertThat(rows(LEAVING)).startsWith("2500 ");

		this.database.shiftTime(Duration.ofMinutes(61));
		removeNext();
		assertThat(rows(LEAVING)).startsWith("0 ");
	}

	@Test
	void waitsForTheEndOfASync() {
		this.database.queueSync(LEAVING);

		removeNext();
		assertThat(rows(LEAVING)).startsWith("2500 ");

		this.database.execute("""
				UPDATE jobs SET state = 'CANCELLED', ended_at = deciding_time(), remove_at = deciding_time(),
				  dispatch_at = NULL""");
		removeNext();
		assertThat(rows(LEAVING)).isEqualTo("0 0 0 0 0 0 0 0 0 0");
	}

	@Test
	void aSyncInProgressKeepsItsMembers() {
		Disposable sync = this.database.client()
			.sql("UPDATE members SET full_name = 'seen' WHERE key = 2000")
			.then()
			.then(this.database.client().sql("SELECT pg_sleep(4)").then())
			.as(this.database.transaction()::transactional)
			.subscribe();
		Awaitility.await().until(this::isSleeping);

		removeNext();

		assertThat(failures()).isOne();

		assertThat(this.database.value("SELECT count(*) FROM members WHERE key = 2000")).isEqualTo("1");
		sync.dispose();
	}

	@Test
	void oneThatFailsHoldsUpNoOther() {
		this.database.execute("""
				CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$
				BEGIN
				  RAISE 'it cannot be removed';
				END $$""");
		this.database.execute("""
				CREATE TRIGGER never BEFORE DELETE ON insights FOR EACH ROW WHEN (OLD.account_id = 1)
				EXECUTE FUNCTION never()""");
		this.database.execute("UPDATE accounts SET remove_at = deciding_time() + interval '1 ms' WHERE id = " + KEPT);
		this.database.shiftTime(Duration.ofMinutes(1));

		removeNext();
		assertThat(rows(KEPT)).isEqualTo("0 0 0 0 0 0 0 0 0 0");
		assertThat(rows(LEAVING)).endsWith(" 1");
		assertThat(failures()).isOne();

		removeNext();
		assertThat(failures()).isEqualTo(2);

		this.database.execute("DROP TRIGGER never ON insights");
		removeNext();
		assertThat(rows(LEAVING)).isEqualTo("0 0 0 0 0 0 0 0 0 0");
	}

	@Test
	void thoseThatFailAreTriedInTurns() {
		long last = 2 + AccountRemoval.FAILURES_A_TURN;
		LongStream.rangeClosed(3, last).forEach(this::store);
		this.database
			.execute("UPDATE accounts SET remove_at = deciding_time() - interval '1 minute' + id * interval '1 ms'");
		this.database.execute("""
				CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$
				BEGIN
				  RAISE 'it cannot be removed';
				END $$""");
		this.database.execute("CREATE TRIGGER never BEFORE DELETE ON insights FOR EACH ROW EXECUTE FUNCTION never()");
		removeNext();
		removeNext();

		this.database.execute("""
				CREATE OR REPLACE TRIGGER never BEFORE DELETE ON insights FOR EACH ROW WHEN (OLD.account_id < %d)
				EXECUTE FUNCTION never()""".formatted(last));
		removeNext();

		assertThat(rows(last)).isEqualTo("0 0 0 0 0 0 0 0 0 0");
	}

	@Test
	void endsWithTheDuty() {
		this.removal.removeNext(Mono.just(false)).block();
		assertThat(rows(LEAVING)).startsWith("2500 ");
	}

	private void removeNext() {
		this.removal.removeNext(Mono.just(true)).block();
	}

	private double failures() {
		return this.meters.counter("followsync.accounts.removal.failures").count();
	}

	private boolean isSleeping() {
		return !"0".equals(this.database.value(
				"SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()"));
	}

	private void store(long account) {
		this.database.connect(account);
		this.database.execute(
				"""
						INSERT INTO account_lists
						SELECT %1$d, list, gen_random_uuid(), now(), now(), 1, true FROM unnest(ARRAY['FOLLOWERS', 'FOLLOWING']) list;
						INSERT INTO events VALUES (%1$d, 1, now(), 'FOLLOWED_YOU', 1, 'm', NULL, now(), now(), gen_random_uuid());
						INSERT INTO activities (account_id, at, kind) VALUES (%1$d, now(), 'CONNECTED');
						INSERT INTO ended_syncs (id, account_id, state, created_at, ended_at, followers_fetched, followers_pages,
						  following_fetched, following_pages) VALUES (gen_random_uuid(), %1$d, 'COMPLETED', now(), now(), 1, 1, 1, 1);
						INSERT INTO insights VALUES (%1$d, now(), gen_random_uuid(), 1, 1, 1, 0, 0, 0, 0, 0);
						INSERT INTO whitelisted_members VALUES (%1$d, 1, 'm');
						INSERT INTO whitelist_versions (account_id) VALUES (%1$d)"""
					.formatted(account));
	}

	private void follow(long account, long from, long to) {
		this.database.execute("""
				INSERT INTO relationships (account_id, member_key, since, list, reciprocated, username)
				SELECT %d, key, now(), 'FOLLOWERS', false, 'm' || key FROM generate_series(%d, %d) key"""
			.formatted(account, from, to));
	}

	private String rows(long account) {
		return this.database
			.value("""
					SELECT concat_ws(' ', (SELECT count(*) FROM relationships WHERE account_id = %1$d),
					  (SELECT count(*) FROM events WHERE account_id = %1$d), (SELECT count(*) FROM activities WHERE account_id = %1$d),
					  (SELECT count(*) FROM ended_syncs WHERE account_id = %1$d), (SELECT count(*) FROM insights WHERE account_id = %1$d),
					  (SELECT count(*) FROM whitelisted_members WHERE account_id = %1$d),
					  (SELECT count(*) FROM whitelist_versions WHERE account_id = %1$d),
					  (SELECT count(*) FROM account_lists WHERE account_id = %1$d),
					  (SELECT count(*) FROM account_credentials WHERE account_id = %1$d),
					  (SELECT count(*) FROM accounts WHERE id = %1$d))"""
				.formatted(account));
	}

}
