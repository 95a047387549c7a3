package io.followsync.gateway.analysis.web;

import java.time.Duration;
import java.time.Instant;

import io.followsync.gateway.access.Access;
import io.followsync.gateway.analysis.Analyses;
import io.followsync.gateway.analysis.Analysis;
import io.followsync.gateway.queue.QueueQueries;
import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RemovalRaceTests {

	private static final String CAPABILITY = "0123456789abcdef";

	private final JobId job = JobId.next();

	private final Access access = Mockito.mock();

	private final Analyses analyses = Mockito.mock();

	private final QueueQueries queue = Mockito.mock();

	@Test
	void removesAnAnalysisThatEndsDuringTheCall() {
		Analysis ended = new Analysis(this.job, Analysis.Status.COMPLETED, new AccountId(5), "ab...",
				new Analysis.Times(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH), Duration.ofSeconds(1), null, null);
		BDDMockito.given(this.access.findJob(new Access.Caller.Holder(CAPABILITY))).willReturn(Mono.just(this.job));
		BDDMockito.given(this.analyses.removeEnded(this.job))
			.willReturn(Mono.empty(), Mono.just(Analysis.Status.COMPLETED));
		BDDMockito.given(this.analyses.find(this.job)).willReturn(Mono.just(ended));
		BDDMockito.given(this.queue.countJobs()).willReturn(Mono.just(0L));

		StepVerifier
			.create(new AnalysisController(this.access, this.analyses, this.queue, Mockito.mock(), Mockito.mock())
				.delete(CAPABILITY))
			.expectNext(AnalysisController.DeletedAnswer.of(Analysis.Status.COMPLETED, 0L))
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

}
