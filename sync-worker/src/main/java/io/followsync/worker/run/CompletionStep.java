package io.followsync.worker.run;

import java.util.Objects;

import io.followsync.job.ListKind;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.completion.Judging;
import io.followsync.worker.source.ListReader;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Judges the walked lists, then ends the job, has a list walked again, or has single
 * members probed.
 */
@Component
record CompletionStep(Judging judging, Probing probing, Requests requests) {

	Mono<StepResult> judge(JobRun run) {
		return result(run).flatMap((result) -> switch (result) {
			case Judging.WalkAgain(ListKind list) -> this.requests.storeWalk(run, run.progress().walk(list).again());
			case Judging.Judged(Ending.Verdicts verdicts) -> {
				run.progress().conclude(verdicts);
				yield Mono.just(StepResult.Next.WITHOUT_PAUSE);
			}
		});
	}

	private Mono<Judging.Result> result(JobRun run) {
		return this.judging.judge(run.id(), run.traits(), run.progress().walks());
	}

	/** The end, or the next probe before it. */
	Mono<StepResult> conclude(JobRun run, ListReader reader) {
		Ending.Verdicts verdicts = Objects.requireNonNull(run.progress().verdicts());
		Ending ending = Ending.of(verdicts);
		return (ending instanceof Ending.Completed && this.probing.isPossible(run, verdicts))
				? this.probing.next(run, reader, verdicts) : Mono.just(new StepResult.End(ending));
	}

	/**
	 * The end of a job that may not continue: its result if both lists are read and prove
	 * complete, otherwise the failure.
	 */
	Mono<StepResult> endEarly(JobRun run, Ending failure) {
		if (run.progress().currentList() != null) {
			return Mono.just(new StepResult.End(failure));
		}
		return result(run)
			.map((result) -> (result instanceof Judging.Judged judged
					&& Ending.of(judged.verdicts()) instanceof Ending.Completed proven) ? proven : failure)
			.map(StepResult.End::new);
	}

}
