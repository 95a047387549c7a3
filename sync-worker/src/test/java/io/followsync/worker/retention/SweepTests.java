package io.followsync.worker.retention;

import java.time.Duration;

import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.claim.WorkerIdentity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

	private Sweep sweepOf(String worker) {
		Sweep.Duties duties = new Sweep.Duties(this.database.asWorker(), new WorkerIdentity(worker));
		return new Sweep(this.database.asWorker(), duties, new Sweep.Properties(Duration.ofSeconds(5)),
				new SimpleMeterRegistry());
	}

	private String jobs() {
		return this.database.value("SELECT count(*) FROM jobs");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S" })
	void refusesAnIntervalThatIsNotPositive(Duration interval) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Sweep.Properties(interval))
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
