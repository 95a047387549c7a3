package io.followsync.gateway.syncs.web;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.followsync.gateway.jobs.JobDetails;
import io.followsync.gateway.syncs.Sync;
import io.followsync.job.AccountId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A sync as callers see it. */
record SyncJson(@Schema(example = "019ac7d2-5c1e-7f3a-9b61-0d6f0e6f1c55") String id,
		@Schema(example = "RUNNING") String state, @Schema(example = "FOLLOWERS") @Nullable String phase,
		@Nullable Integer position, Sync.Lists lists, @Schema(example = "BUDGET") @Nullable String waitingFor,
		@Nullable Instant resumesAt, JobDetails.@Nullable Budget budget, Sync.@Nullable Failure failure,
		@JsonUnwrapped Sync.Times times, SyncLinksJson links) {

	static SyncJson of(AccountId account, Sync sync) {
		return new SyncJson(sync.id().toString(), sync.state(), sync.phase(), sync.position(), sync.lists(),
				sync.waitingFor(), sync.resumesAt(), sync.budget(), sync.failure(), sync.times(),
				SyncLinksJson.of(account, sync.id()));
	}

	/** The same as if it had been read at another time. */
	SyncJson withoutTimeOfReading() {
		return new SyncJson(this.id, this.state, this.phase, this.position, this.lists, this.waitingFor, this.resumesAt,
				this.budget, this.failure,
				new Sync.Times(Instant.EPOCH, this.times.createdAt(), this.times.startedAt(), this.times.endedAt()),
				this.links);
	}

}
