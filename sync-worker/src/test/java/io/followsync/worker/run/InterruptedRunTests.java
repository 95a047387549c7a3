package io.followsync.worker.run;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** A run that breaks off is tried again, and counted by what broke it. */
class InterruptedRunTests extends AbstractEngineTests {

	@ParameterizedTest
	@CsvSource({ "SELECT pg_terminate_backend(pg_backend_pid()), 1, 0", "SELECT of_no_such_column, 0, 1" })
	void distinguishesAnOutageFromAFaultyStatement(String sql, int database, int fault) {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.inTheWay(ListKind.FOLLOWERS, 3,
				() -> this.harness.database.client().sql(sql).then().then(Mono.never()));
		this.harness.engine(this.source);

		this.harness.await(job, "COMPLETED");

		assertThat(broken("database")).isEqualTo(database);
		assertThat(broken("fault")).isEqualTo(fault);
	}

	@Test
	void anUnforeseenErrorIsAFault() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.inTheWay(ListKind.FOLLOWERS, 3, () -> Mono.error(new IllegalStateException("unforeseen")));
		this.harness.engine(this.source);

		this.harness.await(job, "COMPLETED");

		assertThat(broken("fault")).isEqualTo(1);
		assertThat(broken("database")).isZero();
	}

	private double broken(String cause) {
		return this.harness.meters.get("followsync.runs.broken").tag("cause", cause).counter().count();
	}

}
