package io.followsync.gateway.jobs.web;

import io.followsync.gateway.access.Access;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.CanFail;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.Jobs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/** One job by its capability. */
@RestController
@Tag(name = "Jobs")
@RequestMapping("/api/v1/jobs/{id}")
class JobController {

	private final Access access;

	private final Jobs jobs;

	JobController(Access access, Jobs jobs) {
		this.access = access;
		this.jobs = jobs;
	}

	@Operation(summary = "A job: its state, the evidence of both lists, its budget, what it waits for")
	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	@CanFail({ ErrorCode.JOB_NOT_FOUND, ErrorCode.JOB_UNREADABLE, ErrorCode.JOB_OF_NEWER_RELEASE })
	Mono<ResponseEntity<JobJson>> job(@PathVariable String id) {
		return this.access.findJob(new Access.Caller.Holder(id))
			.flatMap(this.jobs::find)
			.map((details) -> JobJson.of(id, details))
			.map((body) -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body))
			.switchIfEmpty(notFound());
	}

	/** Cancels; a job that has ended stays as it is. */
	@Operation(summary = "Cancel a job, in force within one page")
	@DeleteMapping
	@ResponseStatus(HttpStatus.ACCEPTED)
	@CanFail(ErrorCode.JOB_NOT_FOUND)
	Mono<Void> cancel(@PathVariable String id) {
		return this.access.findJob(new Access.Caller.Holder(id))
			.flatMap(this.jobs::cancel)
			.filter(Boolean::booleanValue)
			.switchIfEmpty(notFound())
			.then();
	}

	private static <T> Mono<T> notFound() {
		return Mono.error(() -> new ApiException(ErrorCode.JOB_NOT_FOUND));
	}

}
