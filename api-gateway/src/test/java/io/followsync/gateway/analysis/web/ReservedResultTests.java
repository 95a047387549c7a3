package io.followsync.gateway.analysis.web;

import java.time.Duration;

import io.followsync.gateway.access.Access;
import io.followsync.gateway.analysis.Analyses;
import io.followsync.gateway.analysis.Analysis;
import io.followsync.gateway.capacity.AnswerMemory;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.job.JobId;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class ReservedResultTests {

	private static final String CAPABILITY = "0123456789abcdef";

	private final JobId job = JobId.next();

	private final Access access = Mockito.mock();

	private final Analyses analyses = Mockito.mock();

	private final AnswerMemory memory = Mockito.mock();

	private final MockServerWebExchange call = MockServerWebExchange.from(MockServerHttpRequest.get("/api/status"));

	@Test
	void loadsNamesOnlyAfterReservingTheirMemory() {
		PublisherProbe<Analysis> loading = PublisherProbe.empty();
		BDDMockito.given(this.access.findJob(new Access.Caller.Holder(CAPABILITY))).willReturn(Mono.just(this.job));
		BDDMockito.given(this.analyses.find(this.job)).willReturn(loading.mono());
		BDDMockito.given(this.analyses.countNames(this.job)).willReturn(Mono.just(1000L));
		BDDMockito.willThrow(new ApiException(ErrorCode.TOO_MANY_ANSWERS))
			.given(this.memory)
			.reserve(this.call, 150_000);

		StepVerifier
			.create(new AnalysisController(this.access, this.analyses, Mockito.mock(), Mockito.mock(), this.memory)
				.status(CAPABILITY, this.call))
			.expectError(ApiException.class)
			.verify(Duration.ofSeconds(10));

		loading.assertWasNotSubscribed();
	}

}
