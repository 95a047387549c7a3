package io.followsync.worker.completion;

import java.util.List;

import io.followsync.job.JobId;
import io.followsync.job.JobKind;
import reactor.core.publisher.Mono;

/**
 * What the end of a job of one kind stores. Whoever calls this has locked the job and
 * checked its fence in the same transaction.
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
	 * Chooses the members to probe, in the order in which they are to be asked about.
	 * Changes nothing if they are chosen already.
	 */
	Mono<Void> chooseProbes(JobId job, int most);

	/** Stores the result of a job whose lists are both complete. */
	Mono<Void> complete(JobId job, Ending.Verdicts verdicts);

}
