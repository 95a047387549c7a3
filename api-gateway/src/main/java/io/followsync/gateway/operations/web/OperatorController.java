package io.followsync.gateway.operations.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.followsync.gateway.access.Access;
import io.followsync.gateway.analysis.Analyses;
import io.followsync.gateway.analysis.Analysis;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.operations.JobOverview;
import io.followsync.gateway.queue.QueueQueries;
import io.followsync.gateway.queue.QueueStanding;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operators")
@SecurityRequirement(name = "basic")
@SecurityRequirement(name = "bearer")
record OperatorController(Access access, Analyses analyses, QueueQueries queue, JobOverview overview) {

	@Operation(operationId = "debugJob", summary = "How one analysis stands")
	@ApiErrors({ ErrorCode.OPERATORS_ONLY, ErrorCode.TOO_MANY_ATTEMPTS, ErrorCode.JOB_NOT_FOUND,
			ErrorCode.JOB_UNREADABLE, ErrorCode.JOB_OF_NEWER_RELEASE })
	@GetMapping(path = "/api/debug/{jobId}", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<Debug> debug(@PathVariable String jobId) {
		return this.access.findJob(new Access.Caller.Operator(jobId))
			.flatMap(this.analyses::find)
			.zipWhen((analysis) -> this.queue.positionOf(analysis.job()).defaultIfEmpty(0), Debug::of)
			.switchIfEmpty(Access.notFound());
	}

	@Operation(operationId = "listJobs", summary = "The newest 1000 analyses")
	@ApiErrors({ ErrorCode.OPERATORS_ONLY, ErrorCode.TOO_MANY_ATTEMPTS })
	@GetMapping(path = "/api/jobs", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<Jobs> jobs() {
		return this.overview.newest()
			.flatMap((listed) -> this.queue.standing()
				.zipWith(this.queue.countJobs(), (standing, total) -> Jobs.of(listed, standing, total)));
	}

	@Operation(operationId = "removeEndedJobs", summary = "Remove every ended job now")
	@ApiErrors({ ErrorCode.OPERATORS_ONLY, ErrorCode.TOO_MANY_ATTEMPTS })
	@PostMapping(path = "/api/cleanup", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<Cleanup> cleanUp() {
		return this.overview.removeEnded()
			.zipWhen((removed) -> this.queue.countJobs(),
					(removed, remaining) -> new Cleanup("Cleaned up %d completed jobs".formatted(removed), remaining));
	}

	/** Times in seconds, {@code created_at} since the epoch. */
	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Debug(String status, long createdAt, int positionInQueue, @Nullable Double processingTime) {

		private static final double MILLIS_PER_SECOND = 1000;

		static Debug of(Analysis analysis, int position) {
			return new Debug(analysis.status().text(), analysis.times().createdAt().getEpochSecond(), position,
					(analysis.worked() != null) ? analysis.worked().toMillis() / MILLIS_PER_SECOND : null);
		}

	}

	/**
	 * @param jobs the newest analyses by their ids; {@code totalJobs} also counts jobs
	 * that are not listed
	 */
	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Jobs(Map<String, Job> jobs, long totalJobs, int activeSessionsCount, int queueLength) {

		static Jobs of(List<JobOverview.Listed> listed, QueueStanding standing, long total) {
			Map<String, Job> jobs = new LinkedHashMap<>();
			listed.forEach((one) -> jobs.put(one.capability().value(),
					new Job(one.status().text(), one.createdAt().getEpochSecond(), one.position())));
			return new Jobs(jobs, total, standing.started(), standing.queued());
		}

	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Job(String status, long createdAt, int positionInQueue) {
	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Cleanup(String message, long remainingJobs) {
	}

}
