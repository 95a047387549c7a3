package io.followsync.gateway.jobs.web;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.followsync.gateway.access.Access;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.JobDetails;
import io.followsync.gateway.jobs.JobResult;
import io.followsync.gateway.jobs.Jobs;
import io.followsync.job.JobKind;
import io.followsync.job.JobProgress;
import io.followsync.job.JobProgress.ListProgress;
import io.followsync.job.JobProgress.Phase;
import io.followsync.job.JobState;
import io.followsync.job.SourceKind;
import io.followsync.job.WaitReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Jobs")
@RequestMapping("/api/v1/jobs/{id}")
record JobController(Access access, Jobs jobs) {

	@Operation(operationId = "getJob",
			summary = "A job: its state, the evidence of both lists, its budget, what it waits for")
	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiErrors({ ErrorCode.JOB_NOT_FOUND, ErrorCode.JOB_UNREADABLE, ErrorCode.JOB_OF_NEWER_RELEASE })
	Mono<ResponseEntity<JobJson>> job(@PathVariable String id) {
		return this.access.findJob(new Access.Caller.Holder(id))
			.flatMap(this.jobs::find)
			.map((job) -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(JobJson.of(id, job)))
			.switchIfEmpty(Access.notFound());
	}

	/** Cancels; a job that has ended stays as it is. */
	@Operation(operationId = "cancelJob", summary = "Cancel a job; it stops after the current page")
	@DeleteMapping
	@ResponseStatus(HttpStatus.ACCEPTED)
	@ApiErrors(ErrorCode.JOB_NOT_FOUND)
	Mono<Void> cancel(@PathVariable String id) {
		return this.access.findJob(new Access.Caller.Holder(id))
			.flatMap(this.jobs::cancel)
			.filter(Boolean::booleanValue)
			.switchIfEmpty(Access.notFound())
			.then();
	}

	/**
	 * A job as callers see it.
	 *
	 * @param id its capability, by which it was asked for
	 * @param position in the queue, 0 once started
	 */
	record JobJson(String id, JobKind kind, SourceKind source, JobState state, @Nullable Phase phase, int position,
			ListsJson lists, JobDetails.@Nullable DataExport dataExport, JobDetails.@Nullable Budget budget,
			@Nullable WaitReason waitingFor, @Nullable Instant resumesAt, JobProgress.@Nullable Failure failure,
			JobResult.@Nullable Figures result, @JsonUnwrapped JobDetails.Times times, JobDetails.Links links) {

		static JobJson of(String capability, JobDetails job) {
			JobProgress progress = job.now().progress();
			return new JobJson(capability, job.kind(), job.source(), progress.state(), progress.phase(),
					job.now().position(), ListsJson.of(job), job.dataExport(), job.budget(), progress.waitingFor(),
					progress.resumesAt(), progress.failure(), job.result(), job.times(),
					JobDetails.Links.of(capability));
		}

		record ListsJson(ListJson followers, ListJson following) {

			private static ListsJson of(JobDetails job) {
				JobProgress.Lists lists = job.now().progress().lists();
				return new ListsJson(new ListJson(lists.followers(), job.followers()),
						new ListJson(lists.following(), job.following()));
			}

		}

		record ListJson(@JsonUnwrapped ListProgress progress, JobDetails.ListEvidence evidence) {
		}

	}

}
