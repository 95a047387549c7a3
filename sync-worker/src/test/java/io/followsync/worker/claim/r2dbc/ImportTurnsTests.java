package io.followsync.worker.claim.r2dbc;

import java.util.ArrayList;
import java.util.List;

import io.followsync.job.JobId;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.claim.Claims;
import io.followsync.worker.run.r2dbc.AbstractLedgerTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** In which order queued jobs are claimed. */
class ImportTurnsTests {

	private WorkerDatabase database;

	private Claims claims;

	@BeforeEach
	void open() {
		this.database = new WorkerDatabase();
		this.claims = ClaimsForTests.claims(this.database, AbstractLedgerTests.TIMES);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void importsAreClaimedByTurnThenAge() {
		List<JobId> flood = new ArrayList<>();
		for (int turn = 0; turn < 4; turn++) {
			flood.add(queueImport(turn));
		}
		JobId later = queueImport(0);

		assertThat(claim()).isEqualTo(flood.get(0));
		assertThat(claim()).as("of another address").isEqualTo(later);
		assertThat(claim()).isEqualTo(flood.get(1));
	}

	@Test
	void importsAndSessionsAreClaimedByAge() {
		JobId late = queueImport(7);
		JobId session = this.database.queueAnalysis(42);
		JobId early = queueImport(0);

		assertThat(claim()).isEqualTo(session);
		assertThat(claim()).isEqualTo(early);
		assertThat(claim()).isEqualTo(late);
	}

	private JobId queueImport(int turn) {
		JobId job = this.database.queueImport();
		this.database.execute("UPDATE jobs SET turn = %d WHERE id = '%s'".formatted(turn, job));
		return job;
	}

	private JobId claim() {
		return this.claims.claimBest(Claims.Room.FOR_ANY).block().lease().job();
	}

}
