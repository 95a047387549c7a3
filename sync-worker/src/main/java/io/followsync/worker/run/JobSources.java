package io.followsync.worker.run;

import java.util.List;
import java.util.Objects;

import io.followsync.worker.claim.ClaimedJob;
import io.followsync.worker.claim.HeldJob;
import io.followsync.worker.completion.JobCompletion;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.ListSource;
import io.followsync.worker.source.Sources;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/** What a job reads, and with whose credential, by its source and its kind. */
@Component
record JobSources(Sources sources, List<JobCompletion> completions) {

	JobRun begin(HeldJob job) {
		ClaimedJob claimed = job.claimed();
		return new JobRun(job, this.sources.of(claimed.source()).traits(),
				JobCompletion.of(claimed.kind().name(), this.completions));
	}

	/** As {@link ListSource#open}, or as {@link ListSource#openForAccount}. */
	Mono<ListReader> open(JobRun run) {
		ClaimedJob claimed = run.claimed();
		ListSource source = this.sources.of(claimed.source());
		return switch (run.completion().credentialOwner()) {
			case JOB -> source.open(run.id(), claimed.claimedAccount());
			case ACCOUNT -> source.openForAccount(Objects.requireNonNull(claimed.claimedAccount()));
		};
	}

}
