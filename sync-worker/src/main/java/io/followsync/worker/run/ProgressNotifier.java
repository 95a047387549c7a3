package io.followsync.worker.run;

import java.util.function.Consumer;

import io.followsync.job.JobProgress;
import io.followsync.job.JobProgress.Phase;
import io.followsync.job.JobState;
import io.followsync.job.ListKind;
import io.followsync.job.VerdictKind;
import io.followsync.worker.claim.Lease.WriteReceipt;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.policy.Wait;
import io.followsync.worker.progress.ProgressPublisher;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/** Publishes the progress of a run, always after it was stored. */
@Component
record ProgressNotifier(ProgressPublisher publisher) {

	/**
	 * Writes, then applies what was written to the run, and only then publishes it. The
	 * next step follows at the usual pace.
	 */
	Mono<StepResult> storeAndNotify(JobRun run, Mono<WriteReceipt> write, Consumer<WriteReceipt> apply) {
		return write.map((receipt) -> {
			apply.accept(receipt);
			running(run, receipt);
			return StepResult.Next.WITHOUT_PAUSE;
		});
	}

	void running(JobRun run, WriteReceipt receipt) {
		ListKind list = run.progress().currentList();
		Phase phase = !run.completion().readsLists() ? null
				: (list == null) ? Phase.VERDICT : Phase.valueOf(list.name());
		publish(run, new JobProgress(receipt.seq(), JobState.RUNNING, phase, lists(run, null), null, null, null,
				receipt.at()));
	}

	void queued(JobRun run, WriteReceipt receipt) {
		publish(run, new JobProgress(receipt.seq(), JobState.QUEUED, null, lists(run, null), null, null, null,
				receipt.at()));
	}

	void parked(JobRun run, Wait wait, Ledger.Parked parked) {
		WriteReceipt receipt = parked.receipt();
		publish(run, new JobProgress(receipt.seq(), JobState.PARKED, null, lists(run, null), wait.reason(),
				parked.resumesAt(), null, receipt.at()));
	}

	void ended(JobRun run, Ending ending, WriteReceipt receipt) {
		publish(run, new JobProgress(receipt.seq(), ending.state(), null, lists(run, ending.verdicts()), null, null,
				ending.failure(), receipt.at()));
	}

	private void publish(JobRun run, JobProgress progress) {
		this.publisher.publish(run.id(), progress);
	}

	private static JobProgress.Lists lists(JobRun run, Ending.@Nullable Verdicts verdicts) {
		VerdictKind ofFollowers = (verdicts != null) ? verdicts.followers().kind() : null;
		VerdictKind ofFollowing = (verdicts != null) ? verdicts.following().kind() : null;
		return new JobProgress.Lists(run.progress().walk(ListKind.FOLLOWERS).progress(ofFollowers),
				run.progress().walk(ListKind.FOLLOWING).progress(ofFollowing));
	}

}
