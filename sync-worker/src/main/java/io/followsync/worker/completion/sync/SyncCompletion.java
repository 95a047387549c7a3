package io.followsync.worker.completion.sync;

import io.followsync.job.JobId;
import io.followsync.job.JobKind;
import io.followsync.worker.completion.CredentialOwner;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.completion.Ending.Verdicts;
import io.followsync.worker.completion.JobCompletion;
import io.followsync.worker.relationships.MemberProbes;
import io.followsync.worker.relationships.Reconciliation;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/** A sync counts whole, or not at all: only a completed one changes the history. */
@Component
record SyncCompletion(Reconciliation reconciliation, MemberProbes probes) implements JobCompletion {

	@Override
	public JobKind kind() {
		return JobKind.SYNC;
	}

	@Override
	public CredentialOwner credentialOwner() {
		return CredentialOwner.ACCOUNT;
	}

	@Override
	public Mono<Void> chooseProbes(JobId job, int most) {
		return this.probes.choose(job, most);
	}

	@Override
	public boolean recognizesGone() {
		return true;
	}

	/** Whom a walk misses is probed even if the lists are exact. */
	@Override
	public boolean wantsProbes(Verdicts verdicts) {
		return true;
	}

	@Override
	public Mono<Void> end(JobId job, Ending ending) {
		return (ending instanceof Ending.Completed(Verdicts verdicts, var cooldown))
				? this.reconciliation.reconcile(job, verdicts.followers().exact(), verdicts.following().exact())
				: Mono.empty();
	}

}
