package io.followsync.gateway.jobs.web;

import java.time.Instant;

import io.followsync.gateway.jobs.JobDetails;
import io.followsync.gateway.jobs.JobLinks;
import io.followsync.gateway.jobs.ListEvidence;
import io.followsync.gateway.jobs.ResultFigures;
import io.followsync.job.Capability;
import io.followsync.job.JobKind;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import io.followsync.job.ListProgress;
import io.followsync.job.Phase;
import io.followsync.job.SourceKind;
import io.followsync.job.VerdictKind;
import io.followsync.job.WaitReason;
import org.jspecify.annotations.Nullable;

/**
 * A job as callers see it.
 *
 * @param position in the queue, 0 once started
 * @param asOf when this was read, by the same clock as the other times
 */
record JobJson(String id, JobKind kind, SourceKind source, JobState state, @Nullable Phase phase, int position,
		ListsJson lists, JobDetails.@Nullable DataExport dataExport, JobDetails.@Nullable Budget budget,
		@Nullable WaitReason waitingFor, @Nullable Instant resumesAt, JobProgress.@Nullable Failure failure,
		@Nullable ResultFigures result, Instant asOf, Instant createdAt, Instant queuedAt, @Nullable Instant startedAt,
		@Nullable Instant endedAt, @Nullable Instant removedAt, JobLinks links) {

	static JobJson of(Capability capability, JobDetails job) {
		JobProgress progress = job.now().progress();
		JobDetails.Times times = job.times();
		return new JobJson(capability.value(), job.kind(), job.source(), progress.state(), progress.phase(),
				job.now().position(), ListsJson.of(job), job.dataExport(), job.budget(), progress.waitingFor(),
				progress.resumesAt(), progress.failure(), job.result(), times.asOf(), times.createdAt(),
				times.queuedAt(), times.startedAt(), times.endedAt(), times.removedAt(), JobLinks.of(capability));
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
			ListEvidence evidence) {

		private static ListJson of(ListProgress list, ListEvidence evidence) {
			return new ListJson(list.fetched(), list.declared(), list.pages(), list.walk(), list.verdict(), evidence);
		}

	}

}
