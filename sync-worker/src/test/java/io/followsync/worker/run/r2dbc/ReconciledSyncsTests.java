package io.followsync.worker.run.r2dbc;

import java.time.Duration;
import java.util.List;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.worker.claim.JobProperties;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.source.ListReader.Relation;
import io.followsync.worker.source.Page.Member;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A sync and its history end in one transaction, under one fence. */
class ReconciledSyncsTests extends AbstractLedgerTests {

	private static final Ending COMPLETED = new Ending.Completed(COMPLETE, null);

	private static final String NOTHING = "0 0 0 0 0";

	private JobId sync;

	private Lease held;

	@BeforeEach
	void walk() {
		this.database.connect(ACCOUNT);
		begin(List.of(member(1, "ann"), member(2, "bob")), List.of(member(2, "bob"), member(3, "cat")));
	}

	@Test
	void aSyncEndsWithItsHistory() {
		this.ledger.end(this.held, COMPLETED).block();

		assertThat(kept()).isEqualTo("4 1 2 3 1");
		assertThat(this.database.value(
				"SELECT xmin::text = (SELECT xmin::text FROM jobs WHERE id = '%s') FROM insights".formatted(this.sync)))
			.as("of one transaction")
			.isEqualTo("true");
		assertThat(this.database.value("SELECT counts::text FROM activities"))
			.isEqualTo("{\"lost\": 0, \"gained\": 0, \"followers\": 2, \"following\": 2}");
	}

	@Test
	void aLostFenceStoresNothingOfIt() {
		this.database.execute("UPDATE jobs SET fence = fence + 1");

		assertThatExceptionOfType(Lease.LostException.class)
			.isThrownBy(() -> this.ledger.end(this.held, COMPLETED).block());

		assertThat(kept()).isEqualTo(NOTHING);
	}

	@Test
	void aFailureAfterTheReconcileStoresNothingOfIt() {
		this.database.execute("ALTER TABLE ended_syncs ADD CONSTRAINT never CHECK (false)");

		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.ledger.end(this.held, COMPLETED).block());

		assertThat(kept()).isEqualTo(NOTHING);
		assertThat(this.database.value("SELECT state FROM jobs WHERE id = '%s'".formatted(this.sync)))
			.isEqualTo("RUNNING");
	}

	@Test
	void aRepeatedEndChangesNothingMore() {
		this.ledger.end(this.held, COMPLETED).block();
		String before = kept();

		assertThatExceptionOfType(Lease.LostException.class)
			.isThrownBy(() -> this.ledger.end(this.held, COMPLETED).block());

		assertThat(kept()).isEqualTo(before);
	}

	@Test
	void anEndLongerThanItsLeaseIsNeitherTakenOverNorGivenUp() {
		this.database.execute("""
				CREATE FUNCTION sleep() RETURNS trigger LANGUAGE plpgsql AS $$
				BEGIN PERFORM pg_sleep(2); RETURN NULL; END $$""");
		this.database.execute("""
				CREATE TRIGGER slow AFTER INSERT ON account_lists FOR EACH STATEMENT EXECUTE FUNCTION sleep()""");
		JobProperties shortLeases = new JobProperties(Duration.ofSeconds(1), TIMES.laneBusy(), TIMES.resumableFor());
		expireLease();
		Mono<Lease.WriteReceipt> end = LedgerForTests.ledger(this.database, shortLeases)
			.end(this.held, COMPLETED)
			.cache();
		end.subscribe();
		Awaitility.await()
			.until(() -> this.database.value("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"),
					"1"::equals);

		assertThat(this.claims.claim(this.sync).block()).isNull();

		assertThat(end.block()).isNotNull();
		assertThat(kept()).isEqualTo("4 1 2 3 1");
	}

	@Test
	void aSyncThatDoesNotCompleteStoresNoHistory() {
		this.ledger.end(this.held, new Ending.Cancelled()).block();

		assertThat(kept()).isEqualTo("0 0 0 0 1");
	}

	@Test
	void anAnsweredProbeSettlesWhatTheWalksMissed() {
		this.ledger.end(this.held, COMPLETED).block();
		begin(List.of(member(2, "bob")), List.of(member(2, "bob"), member(3, "cat")));
		assertThat(this.ledger.probes(this.held, 1).block().pending()).containsExactly(1L);
		this.ledger.storeProbe(this.held, 1, new Relation(false, false)).block();

		this.ledger.end(this.held, COMPLETED).block();

		assertThat(this.database.value("SELECT string_agg(kind || ' ' || username, ' ') FROM events"))
			.isEqualTo("UNFOLLOWED_YOU ann");
	}

	private void begin(List<Member> followers, List<Member> following) {
		this.sync = this.database.queueSync(ACCOUNT);
		this.held = this.claims.claim(this.sync).block().lease();
		read(this.held, ListKind.FOLLOWERS, followers);
		read(this.held, ListKind.FOLLOWING, following);
	}

	/** Relationships, insights, walks that count, members, and ended syncs. */
	private String kept() {
		return this.database
			.value("""
					SELECT concat_ws(' ', (SELECT count(*) FROM relationships), (SELECT count(*) FROM insights),
					  (SELECT count(*) FROM account_lists), (SELECT count(*) FROM members), (SELECT count(*) FROM ended_syncs))""");
	}

}
