package io.followsync.gateway.analysis.web;

import io.followsync.gateway.access.Access;
import io.followsync.gateway.analysis.Analyses;
import io.followsync.gateway.analysis.Analysis;
import io.followsync.gateway.analysis.AnalysisStatus;
import io.followsync.gateway.capacity.AnswerMemory;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.queue.QueueQueries;
import io.followsync.job.JobId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

@RestController
@Tag(name = "Analyses")
class AnalysisController {

	// As an object, as JSON and in the buffer that is sent.
	private static final long MEMORY_PER_NAME = 150;

	private final Access access;

	private final Analyses analyses;

	private final QueueQueries queue;

	private final AnswerMemory memory;

	AnalysisController(Access access, Analyses analyses, QueueQueries queue, AnswerMemory memory) {
		this.access = access;
		this.analyses = analyses;
		this.queue = queue;
		this.memory = memory;
	}

	@Operation(summary = "State and, once completed, result of an analysis")
	@ApiErrors({ ErrorCode.JOB_NOT_FOUND, ErrorCode.JOB_UNREADABLE, ErrorCode.JOB_OF_NEWER_RELEASE,
			ErrorCode.TOO_MANY_ANSWERS })
	@GetMapping(path = "/api/status/{jobId}", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<StatusAnswer> status(@PathVariable String jobId, ServerWebExchange exchange) {
		return this.access.findJob(new Access.Caller.Holder(jobId))
			.flatMap((job) -> find(job, exchange))
			.zipWhen((analysis) -> this.queue.positionOf(analysis.job()).defaultIfEmpty(0), StatusAnswer::of)
			.switchIfEmpty(notFound());
	}

	@Operation(summary = "Remove an ended analysis with everything of it")
	@ApiErrors({ ErrorCode.JOB_NOT_FOUND, ErrorCode.JOB_ACTIVE, ErrorCode.JOB_UNREADABLE,
			ErrorCode.JOB_OF_NEWER_RELEASE })
	@DeleteMapping(path = "/api/job/{jobId}", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<DeletedAnswer> delete(@PathVariable String jobId) {
		return this.access.findJob(new Access.Caller.Holder(jobId))
			.flatMap(this::remove)
			.zipWhen((status) -> this.queue.countJobs(), DeletedAnswer::of)
			.switchIfEmpty(notFound());
	}

	private Mono<AnalysisStatus> remove(JobId job) {
		// An analysis that has ended only after the first attempt stays ended.
		return this.analyses.removeEnded(job)
			.switchIfEmpty(this.analyses.find(job)
				.flatMap((analysis) -> analysis.status().isEnded() ? this.analyses.removeEnded(job)
						: Mono.error(() -> active(analysis))));
	}

	// A result is one answer with every name in it.
	private Mono<Analysis> find(JobId job, ServerWebExchange exchange) {
		return this.analyses.countNames(job)
			.doOnNext((names) -> reserve(names, exchange))
			.then(this.analyses.find(job))
			// It may have completed in between.
			.doOnNext((analysis) -> reserve(names(analysis), exchange));
	}

	private void reserve(long names, ServerWebExchange exchange) {
		this.memory.reserve(exchange, names * MEMORY_PER_NAME);
	}

	private static long names(Analysis analysis) {
		Analysis.Result result = analysis.result();
		return (result == null) ? 0 : result.notFollowingBack().size() + result.unconfirmed().size();
	}

	private static ApiException active(Analysis analysis) {
		String status = analysis.status().text();
		return new ApiException(ErrorCode.JOB_ACTIVE)
			.with("message", "Job is %s and can be deleted once it has ended".formatted(status))
			.with("job_status", status);
	}

	private static <T> Mono<T> notFound() {
		return Mono.error(() -> new ApiException(ErrorCode.JOB_NOT_FOUND));
	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record DeletedAnswer(String message, String deletedJobStatus, long remainingJobs) {

		static DeletedAnswer of(AnalysisStatus status, long remaining) {
			return new DeletedAnswer("Job deleted successfully", status.text(), remaining);
		}

	}

}
