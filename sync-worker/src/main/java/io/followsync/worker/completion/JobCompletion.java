package io.followsync.worker.completion;

import java.util.List;

import io.followsync.job.JobId;
import io.followsync.job.JobKind;
import reactor.core.publisher.Mono;

/**
 * What the engine must know of jobs of one kind, and what the end of such a job stores.
 * Nothing else asks which kind a job has. Whoever calls {@link #end} or
 * {@link #chooseProbes} has locked the job and checked its fence in the same transaction.
 */
public interface JobCompletion {

	JobKind kind();

	static JobCompletion of(String kind, List<JobCompletion> all) {
		return all.stream()
			.filter((completion) -> completion.kind().name().equals(kind))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("no completion for jobs of kind " + kind));
	}

	/**
	 * Whether its jobs read the lists. Those of any other only ask whose session it is.
	 */
	default boolean readsLists() {
		return true;
	}

	/** Whose credential its jobs read with. */
	default CredentialOwner credentialOwner() {
		return CredentialOwner.JOB;
	}

	/**
	 * Chooses the members to probe, in the order in which they are to be asked about.
	 * Changes nothing if they are chosen already.
	 */
	default Mono<Void> chooseProbes(JobId job, int most) {
		return Mono.empty();
	}

	/**
	 * Whether its end can tell that a probed member is gone. If not, such a probe counts
	 * as refused.
	 */
	default boolean recognizesGone() {
		return false;
	}

	/** Whether members are probed before a job with these verdicts completes. */
	default boolean wantsProbes(Ending.Verdicts verdicts) {
		return false;
	}

	/** Stores what follows from the end of a job, in whatever way it ends. */
	Mono<Void> end(JobId job, Ending ending);

}
