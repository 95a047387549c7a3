package io.followsync.gateway.jobs.web;

import java.time.Instant;

import io.followsync.gateway.jobs.FailureAdvice;
import io.followsync.gateway.jobs.JobDetails;
import io.followsync.gateway.jobs.JobResult;
import io.followsync.job.JobKind;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import io.followsync.job.ListProgress;
import io.followsync.job.Phase;
import io.followsync.job.SourceKind;
import io.followsync.job.VerdictKind;
import io.followsync.job.WaitReason;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A job as callers see it.
 *
 * @param id its capability, by which it was asked for
 * @param position in the queue, 0 once started
 * @param advice what to do about the failure, where its message ends with that: the same
 * words; null unless the job failed
 * @param asOf when this was read, by the same clock as the other times
 */
record JobJson(String id, JobKind kind, SourceKind source, JobState state, @Nullable Phase phase, int position,
		ListsJson lists, JobDetails.@Nullable DataExport dataExport, JobDetails.@Nullable Budget budget,
		@Nullable WaitReason waitingFor, @Nullable Instant resumesAt, JobProgress.@Nullable Failure failure, 
		@Schema(description = "What its owner can do about the failure; failure.message may end with the same words") @Nullable String advice,
		JobResult.@Nullable Figures result, Instant asOf, Instant createdAt, Instant queuedAt, @Nullable Instant startedAt,
		@Nullable Instant endedAt, @Nullable Instant removedAt, JobDetails.Links links) {

	static JobJson of(String capability, JobDetails job) {
		JobProgress progress = job.now().progress();
		JobDetails.Times times = job.times();
		return new JobJson(capability, job.kind(), job.source(), progress.state(), progress.phase(),
				job.now().position(), ListsJson.of(job), job.dataExport(), job.budget(), progress.waitingFor(),
				progress.resumesAt(), progress.failure(), FailureAdvice.of(progress.failure()), job.result(), times.asOf(), times.createdAt(),
				times.queuedAt(), times.startedAt(), times.endedAt(), times.removedAt(), JobDetails.Links.of(capability));
	}

	/** Both lists. */
	record ListsJson(ListJson followers, ListJson following) {

		private static ListsJson of(JobDetails job) {
			JobProgress.Lists lists = job.now().progress().lists();
			return new ListsJson(ListJson.of(lists.followers(), job.followers()),
					ListJson.of(lists.following(), job.following()));
		}

	}

	/** One list: its progress, its verdict and the evidence. */
	record ListJson(long fetched, @Nullable Long declared, int pages, int walk, @Nullable VerdictKind verdict,
			JobDetails.ListEvidence evidence) {

		private static ListJson of(ListProgress list, JobDetails.ListEvidence evidence) {
			return new ListJson(list.fetched(), list.declared(), list.pages(), list.walk(), list.verdict(), evidence);
		}

	}

}
