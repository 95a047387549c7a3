package io.followsync.gateway.operators.web;

import io.followsync.gateway.analysis.Analyses;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.CanFail;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.operators.JobOverview;
import io.followsync.gateway.queue.QueueQueries;
import io.followsync.job.Capability;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operators")
@SecurityRequirement(name = "basic")
@SecurityRequirement(name = "bearer")
class OperatorController {

	private final Analyses analyses;

	private final QueueQueries line;

	private final JobOverview overview;

	OperatorController(Analyses analyses, QueueQueries line, JobOverview overview) {
		this.analyses = analyses;
		this.line = line;
		this.overview = overview;
	}

	@Operation(summary = "How one analysis stands")
	@CanFail({ ErrorCode.OPERATORS_ONLY, ErrorCode.TOO_MANY_ATTEMPTS, ErrorCode.JOB_NOT_FOUND, ErrorCode.JOB_UNREADABLE,
			ErrorCode.JOB_OF_NEWER_RELEASE })
	@GetMapping(path = "/api/debug/{jobId}", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<OperatorAnswers.Debug> debug(@PathVariable String jobId) {
		return Mono.justOrEmpty(Capability.parse(jobId))
			.flatMap(this.analyses::find)
			.zipWhen((analysis) -> this.line.positionOf(analysis.job()).defaultIfEmpty(0), OperatorAnswers.Debug::of)
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.JOB_NOT_FOUND)));
	}

	@Operation(summary = "The newest 1000 analyses")
	@CanFail({ ErrorCode.OPERATORS_ONLY, ErrorCode.TOO_MANY_ATTEMPTS })
	@GetMapping(path = "/api/jobs", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<OperatorAnswers.Jobs> jobs() {
		return this.overview.newest().zipWhen((listed) -> this.line.standing(), OperatorAnswers.Jobs::of);
	}

	@Operation(summary = "Remove every ended job now")
	@CanFail({ ErrorCode.OPERATORS_ONLY, ErrorCode.TOO_MANY_ATTEMPTS })
	@PostMapping(path = "/api/cleanup", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<OperatorAnswers.Cleanup> cleanUp() {
		return this.overview.removeEnded().zipWhen((removed) -> this.line.countJobs(), OperatorAnswers.Cleanup::of);
	}

}
