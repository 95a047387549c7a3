package io.followsync.gateway.analysis.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.followsync.gateway.access.Access;
import io.followsync.gateway.analysis.Analyses;
import io.followsync.gateway.analysis.Analysis;
import io.followsync.gateway.capacity.AnswerMemory;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.queue.QueueQueries;
import io.followsync.gateway.queue.QueueStanding;
import io.followsync.gateway.queue.RecentQueue;
import io.followsync.job.JobId;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
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
record AnalysisController(Access access, Analyses analyses, QueueQueries queries, RecentQueue recent,
		AnswerMemory memory) {

	private static final String TAG = "Analyses";

	// As an object, as JSON and in the buffer that is sent.
	private static final long MEMORY_PER_NAME = 150;

	@Operation(operationId = "getStatus", tags = TAG, summary = "State and, once completed, result of an analysis")
	@ApiErrors({ ErrorCode.JOB_NOT_FOUND, ErrorCode.JOB_UNREADABLE, ErrorCode.JOB_OF_NEWER_RELEASE,
			ErrorCode.TOO_MANY_ANSWERS })
	@GetMapping(path = "/api/status/{jobId}", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<StatusAnswer> status(@PathVariable String jobId, ServerWebExchange exchange) {
		return this.access.findJob(new Access.Caller.Holder(jobId))
			.flatMap((job) -> find(job, exchange))
			.zipWhen((analysis) -> this.queries.positionOf(analysis.job()).defaultIfEmpty(0), StatusAnswer::of)
			.switchIfEmpty(Access.notFound());
	}

	@Operation(operationId = "deleteJob", tags = TAG, summary = "Remove an ended analysis with everything of it")
	@ApiErrors({ ErrorCode.JOB_NOT_FOUND, ErrorCode.JOB_ACTIVE, ErrorCode.JOB_UNREADABLE,
			ErrorCode.JOB_OF_NEWER_RELEASE })
	@DeleteMapping(path = "/api/job/{jobId}", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<DeletedAnswer> delete(@PathVariable String jobId) {
		return this.access.findJob(new Access.Caller.Holder(jobId))
			.flatMap(this::remove)
			.zipWhen((status) -> this.queries.countJobs(), DeletedAnswer::of)
			.switchIfEmpty(Access.notFound());
	}

	@Operation(operationId = "getQueue", tags = "Queue",
			summary = "How long the queue is and who is being served, masked")
	@GetMapping(path = "/api/queue", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<QueueAnswer> queue() {
		return Mono.zip(this.recent.standing(), this.recent.startedSessions(), this.recent.countJobs())
			.map((read) -> QueueAnswer.of(read.getT1(), read.getT2(), read.getT3()));
	}

	private Mono<Analysis.Status> remove(JobId job) {
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
		return (result == null) ? 0 : result.unfollowers().size() + result.unconfirmed().size();
	}

	private static ApiException active(Analysis analysis) {
		String status = analysis.status().text();
		return new ApiException(ErrorCode.JOB_ACTIVE)
			.with("message", "Job is %s and can be deleted once it has ended".formatted(status))
			.with("job_status", status);
	}

	/**
	 * Times in seconds since the epoch, the processing time in seconds.
	 *
	 * @param sessionId masked
	 * @param completedAt when it ended, completed or failed; null before
	 */
	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record StatusAnswer(String status, String userId, String sessionId, long createdAt, @Nullable Long startedAt,
			@Nullable Long completedAt, int positionInQueue, @Nullable Double processingTime,
			Analysis.@Nullable Result result, @Nullable String error) {

		static StatusAnswer of(Analysis analysis, int position) {
			Duration worked = analysis.worked();
			return new StatusAnswer(analysis.status().text(), analysis.claimed().toString(), analysis.maskedSession(),
					analysis.times().createdAt().getEpochSecond(), seconds(analysis.times().startedAt()),
					seconds(analysis.times().endedAt()), position, (worked != null) ? worked.toMillis() / 1000.0 : null,
					analysis.result(), analysis.error());
		}

		private static @Nullable Long seconds(@Nullable Instant time) {
			return (time == null) ? null : time.getEpochSecond();
		}

	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record QueueAnswer(int activeSessions, int maxConcurrent, int queuedJobs, List<String> activeSessionIds,
			long totalJobsInMemory) {

		static QueueAnswer of(QueueStanding standing, List<String> sessions, long jobs) {
			return new QueueAnswer(standing.started(), standing.slots(), standing.queued(), sessions, jobs);
		}

	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record DeletedAnswer(String message, String deletedJobStatus, long remainingJobs) {

		static DeletedAnswer of(Analysis.Status status, long remaining) {
			return new DeletedAnswer("Job deleted successfully", status.text(), remaining);
		}

	}

}
