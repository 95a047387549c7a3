package io.followsync.worker.run;

import java.time.Duration;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.worker.source.ListReader.Answer;
import io.followsync.worker.source.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exceptions of libraries may quote what was sent, so they must not be logged as they
 * are.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoggedFailuresTests extends AbstractEngineTests {

	@Test
	void logsNameTheFailureAndQuoteNoData(CapturedOutput output) {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		IllegalStateException quoting = new IllegalStateException("Cookie: sessionid=SECRET",
				new IllegalArgumentException("SECRET, too"));
		this.harness.engine(this.source.inTheWay(ListKind.FOLLOWERS, 2, () -> Mono.<Answer<Page>>defer(() -> {
			this.harness.sleep(Duration.ofSeconds(3));
			return Mono.error(quoting);
		}).subscribeOn(Schedulers.boundedElastic())));

		this.harness.await(job, "COMPLETED");

		assertThat(output.getAll()).contains("run failed", "IllegalStateException", "IllegalArgumentException",
				"LoggedFailuresTests.java");
		assertThat(output.getAll()).doesNotContain("SECRET");
	}

}
