package io.followsync.gateway.analysis.web;

import java.time.Duration;
import java.time.Instant;

import io.followsync.gateway.analysis.Analyses;
import io.followsync.gateway.analysis.Analysis;
import io.followsync.gateway.analysis.AnalysisStatus;
import io.followsync.gateway.queue.QueueQueries;
import io.followsync.job.AccountId;
import io.followsync.job.Capability;
import io.followsync.job.JobId;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RemovalRaceTests {

	private static final Capability CAPABILITY = new Capability("0123456789abcdef");

	private final Analyses analyses = Mockito.mock();

	private final QueueQueries line = Mockito.mock();

	@Test
	void anAnalysisThatEndsJustAfterTheFirstLookIsRemoved() {
		Analysis ended = new Analysis(JobId.next(), AnalysisStatus.COMPLETED, new AccountId(5), "ab...",
				new Analysis.Times(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH), Duration.ofSeconds(1), null, null);
		BDDMockito.given(this.analyses.removeEnded(CAPABILITY))
			.willReturn(Mono.empty(), Mono.just(AnalysisStatus.COMPLETED));
		BDDMockito.given(this.analyses.find(CAPABILITY)).willReturn(Mono.just(ended));
		BDDMockito.given(this.line.countJobs()).willReturn(Mono.just(0L));

		StepVerifier.create(new AnalysisController(this.analyses, this.line, Mockito.mock()).delete(CAPABILITY.value()))
			.expectNext(DeletedAnswer.of(AnalysisStatus.COMPLETED, 0L))
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

}
