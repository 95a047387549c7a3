package io.followsync.worker.retention;

import java.time.Duration;
import java.util.List;

import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.claim.WorkerIdentity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What stays of an account once its jobs are gone, and for how long. */
class SweepTests {

	private static final long ACCOUNT = 5012345678L;

	private static final Duration A_DAY = Duration.ofDays(1).plusMinutes(1);

	private WorkerDatabase database;

	private Sweep sweep;

	@BeforeEach
	void open() {
		this.database = new WorkerDatabase();
		this.sweep = sweepOf("one");
		this.database.execute("INSERT INTO token_buckets (name, tokens, burst, per_second) VALUES ('a:%d', 1, 10, 1)"
			.formatted(ACCOUNT));
		this.database.queueAnalysis(ACCOUNT);
		this.database.nameSessions(ACCOUNT);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void anAccountsIdStaysADayAfterItsLastRequest() {
		assertThat(leftAfter(Duration.ofHours(23))).isEqualTo("bucket session ");
		assertThat(leftAfter(A_DAY)).isEmpty();
	}

	@Test
	void keepsAnAccountsIdADayAfterItsPause() {
		this.database.cool(ACCOUNT, Duration.ofDays(2));

		assertThat(leftAfter(Duration.ofDays(3).minusHours(1))).isEqualTo("session pause ");
		assertThat(leftAfter(Duration.ofDays(2).plus(A_DAY))).isEmpty();
	}

	@Test
	void oneWorkerSweepsForAllUntilItEnds() {
		Sweep other = sweepOf("other");
		this.sweep.sweep().block();
		this.database.execute("UPDATE jobs SET remove_at = deciding_time()");

		other.sweep().block();
		assertThat(jobs()).isEqualTo("1");

		this.database.shiftTime(Duration.ofSeconds(11));
		other.sweep().block();
		assertThat(jobs()).isEqualTo("0");
	}

	@Test
	void sweepsOnAfterTheClockWasSetBack() {
		this.database.shiftTime(Duration.ofHours(5));
		sweepOf("other").sweep().block();
		this.database.shiftTime(Duration.ZERO);
		this.database.execute("UPDATE jobs SET remove_at = deciding_time()");

		this.sweep.sweep().block();

		assertThat(jobs()).isEqualTo("0");
	}

	@Test
	void removesJobsThatAreDueWhateverTheirKind() {
		this.database.execute("UPDATE jobs SET kind = 'SYNC', remove_at = deciding_time()");

		this.sweep.sweep().block();

		assertThat(jobs()).isEqualTo("0");
	}

	@Test
	void clearsLeftoversOnceAnHour() {
		this.sweep.sweep().block();
		this.database.execute("INSERT INTO lane_cooldowns VALUES ('a:1', deciding_time() - interval '2 days', 1, 'x')");

		assertThat(leftAfter(Duration.ofMinutes(50))).contains("pause");
		assertThat(leftAfter(Duration.ofMinutes(61))).doesNotContain("pause");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			sign_ins           | expires_at | PT0S
			browser_sessions   | expires_at | PT0S
			access_tokens      | expires_at | PT720H
			idempotent_answers | created_at | PT24H
			""")
	void removesWhatHasExpired(String table, String column, Duration after) {
		signIn();
		this.database.execute("UPDATE %s SET %s = deciding_time()".formatted(table, column));

		assertThat(rowsAfter(after.minusMinutes(1), table)).isEqualTo("1");
		assertThat(rowsAfter(after.plusMinutes(62), table)).isEqualTo("0");
	}

	@Test
	void removesOwnersWhoHaveNoAccountAndProveNone() {
		signIn();
		this.database.execute("INSERT INTO owners (id) VALUES (gen_random_uuid())");
		assertThat(rowsAfter(Duration.ZERO, "owners")).as("has an account").isEqualTo("1");

		this.database.execute("DELETE FROM accounts");
		assertThat(rowsAfter(Duration.ofMinutes(61), "owners")).as("proves one").isEqualTo("1");

		this.database.execute("DELETE FROM sign_ins");
		assertThat(rowsAfter(Duration.ofMinutes(122), "owners")).isEqualTo("0");
	}

	@Test
	void removesAccountsThatAreDue() {
		this.database.connect(ACCOUNT);
		this.database.execute("UPDATE accounts SET remove_at = deciding_time() + interval '1 minute'");

		assertThat(rowsAfter(Duration.ZERO, "accounts")).isEqualTo("1");
		assertThat(rowsAfter(Duration.ofMinutes(2), "accounts")).isEqualTo("0");
	}

	@ParameterizedTest
	@CsvSource({ "120, true", "1, false" })
	void keepsHistoryForSoManyMonths(int months, boolean kept) {
		assertThat(isMonthOf("events", "- interval '1 month'")).isTrue();
		this.database.shiftTime(Duration.ofDays(62));

		sweepOf("one", months).sweep().block();

		for (String table : List.of("events", "activities", "ended_syncs")) {
			assertThat(isMonthOf(table, "- interval '2 months'")).as(table).isEqualTo(kept);
			assertThat(isMonthOf(table, "+ interval '12 months'")).as(table).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, 1201 })
	void refusesMonthsOutOfBounds(int months) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Sweep.Properties(Duration.ofSeconds(5), months))
			.withMessageContaining("history-months");
	}

	// Each row lives for a year, unless a test says otherwise.
	private void signIn() {
		this.database.connect(ACCOUNT);
		this.database.queueSignIn(ACCOUNT);
		this.database.execute("""
				UPDATE sign_ins SET requested_by = owners.id, expires_at = now() + interval '1 year' FROM owners""");
		this.database.execute(
				"""
						INSERT INTO browser_sessions (id, owner_id, expires_at) SELECT id, id, now() + interval '1 year' FROM owners""");
		this.database.execute("""
				INSERT INTO access_tokens (id, owner_id, name, scopes, secret_hash, expires_at)
				SELECT id, id, 'cron', '{READ}', '', now() + interval '1 year' FROM owners""");
		this.database.execute("""
				INSERT INTO idempotent_answers (owner_id, key, request_hash) SELECT id, 'key', '' FROM owners""");
	}

	private String rowsAfter(Duration time, String table) {
		this.database.shiftTime(time);
		this.sweep.sweep().block();
		return this.database.value("SELECT count(*) FROM " + table);
	}

	private boolean isMonthOf(String table, String offset) {
		return Boolean.parseBoolean(this.database.value("""
				SELECT to_regclass('%s' || to_char(deciding_time() AT TIME ZONE 'UTC' %s, '_YYYY_MM')) IS NOT NULL"""
			.formatted(table, offset)));
	}

	private Sweep sweepOf(String worker) {
		return sweepOf(worker, 120);
	}

	private Sweep sweepOf(String worker, int historyMonths) {
		Sweep.Duties duties = new Sweep.Duties(this.database.asWorker(), new WorkerIdentity(worker));
		AccountRemoval accounts = new AccountRemoval(this.database.asWorker(), this.database.transactionAsWorker(),
				new SimpleMeterRegistry());
		return new Sweep(this.database.asWorker(), duties, accounts,
				new Sweep.Properties(Duration.ofSeconds(5), historyMonths), new SimpleMeterRegistry());
	}

	private String jobs() {
		return this.database.value("SELECT count(*) FROM jobs");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S" })
	void refusesAnIntervalThatIsNotPositive(Duration interval) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Sweep.Properties(interval, 120))
			.withMessageContaining("followsync.retention");
	}

	private String leftAfter(Duration time) {
		this.database.shiftTime(time);
		this.sweep.sweep().block();
		return this.database.value("""
				SELECT concat((SELECT 'bucket ' FROM token_buckets), (SELECT 'session ' FROM known_sessions),
				  (SELECT 'pause ' FROM lane_cooldowns))""");
	}

}
