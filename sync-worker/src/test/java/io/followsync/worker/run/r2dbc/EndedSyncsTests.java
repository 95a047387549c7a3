package io.followsync.worker.run.r2dbc;

import io.followsync.job.FailureKind;
import io.followsync.job.JobId;
import io.followsync.job.VerdictKind;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.verdict.Judgement.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the schema promises of syncs, whoever ends them. */
class EndedSyncsTests extends AbstractLedgerTests {

	private JobId sync;

	@BeforeEach
	void queue() {
		this.database.connect(ACCOUNT);
		this.sync = this.database.queueSync(ACCOUNT);
	}

	@Test
	void anAccountHasOneLiveSyncUnderConcurrentSubmissions() {
		this.database.execute("DELETE FROM jobs WHERE kind = 'SYNC'");

		Long stored = Flux.range(0, 12)
			.flatMap((attempt) -> Mono.fromCallable(this::isStored).subscribeOn(Schedulers.boundedElastic()), 12)
			.filter(Boolean::booleanValue)
			.count()
			.block();

		assertThat(stored).isEqualTo(1);
	}

	@Test
	void theNextSyncMayFollowWhenOneHasEnded() {
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.database.queueSync(ACCOUNT));

		this.ledger.end(held(), new Ending.Cancelled()).block();

		assertThat(isStored()).isTrue();
	}

	@Test
	void aWorkersEndingIsRecordedWithItsVerdicts() {
		Ending.Verdicts verdicts = new Ending.Verdicts(new Verdict(VerdictKind.COMPLETE, true, "all of 45"),
				new Verdict(VerdictKind.SUSPECT, false, "none of 30"));

		this.ledger.end(held(), new Ending.Failed(Ending.of(verdicts).failure(), verdicts, null)).block();

		assertThat(recorded()).isEqualTo("FAILED INCOMPLETE COMPLETE all of 45 SUSPECT none of 30");
		assertThat(activities()).isEqualTo("SYNC_FAILED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE job_lists SET pages = 3 WHERE list = 'FOLLOWERS' AND job_id = '%s'",
			"DELETE FROM job_lists WHERE list = 'FOLLOWING' AND job_id = '%s'",
			"UPDATE jobs SET lane = 's:00' WHERE id = '%s'" })
	void theEndOfAnImpossibleSyncIsRecorded(String damage) {
		this.database.execute(damage.formatted(this.sync));

		assertThat(this.claims.claim(this.sync).block()).isNull();

		assertThat(recorded()).isEqualTo("FAILED INTERNAL");
		assertThat(activities()).isEqualTo("SYNC_FAILED");
	}

	@Test
	void aSyncOfNoAccountCanEnd() {
		this.database.execute("UPDATE jobs SET claimed_user_id = NULL WHERE id = '%s'".formatted(this.sync));

		assertThat(this.claims.claim(this.sync).block()).isNull();

		assertThat(this.database.value("SELECT state FROM jobs WHERE id = '%s'".formatted(this.sync)))
			.isEqualTo("FAILED");
	}

	@Test
	void aCancellationByTheGatewayIsRecorded() {
		this.database.execute("""
				UPDATE jobs SET state = 'CANCELLED', fence = fence + 1, ended_at = deciding_time(),
				  remove_at = deciding_time() + interval '5 minutes', dispatch_at = NULL WHERE id = '%s'"""
			.formatted(this.sync));

		assertThat(recorded()).isEqualTo("CANCELLED");
		assertThat(activities()).isEqualTo("SYNC_CANCELLED");
	}

	@Test
	void otherJobsAreNotRecorded() {
		this.ledger.end(this.lease, Ending.failed(FailureKind.INTERNAL, "failed")).block();

		assertThat(this.database.value("SELECT count(*) FROM ended_syncs")).isEqualTo("0");
		assertThat(this.database.value("SELECT count(*) FROM activities")).isEqualTo("0");
	}

	private Lease held() {
		return this.claims.claim(this.sync).block().lease();
	}

	private boolean isStored() {
		try {
			this.database.queueSync(ACCOUNT);
			return true;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	private String recorded() {
		return this.database
			.value("""
					SELECT string_agg(concat_ws(' ', state, failure_kind, followers_verdict, followers_reason, following_verdict,
					  following_reason), ', ') FROM ended_syncs WHERE id = '%s' AND account_id = %d"""
				.formatted(this.sync, ACCOUNT));
	}

	private String activities() {
		return this.database
			.value("SELECT string_agg(kind, ', ') FROM activities WHERE sync_id = '%s' AND account_id = %d"
				.formatted(this.sync, ACCOUNT));
	}

}
