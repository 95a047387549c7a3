package io.followsync.worker.completion;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.worker.completion.Ending.Verdicts;
import io.followsync.worker.source.SourceTraits;
import io.followsync.worker.verdict.Completeness;
import io.followsync.worker.verdict.CompletenessProperties;
import io.followsync.worker.verdict.Judgement;
import io.followsync.worker.verdict.Judgement.Evidence;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.Walks;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

@Component
public final class Judging {

	private final Comparisons comparisons;

	private final Completeness completeness;

	public Judging(Comparisons comparisons, CompletenessProperties thresholds) {
		this.comparisons = comparisons;
		this.completeness = new Completeness(thresholds);
	}

	/** Judges both lists, whose walks have ended. */
	public Mono<Result> judge(JobId job, SourceTraits source, Walks walks) {
		return Mono.zip(judge(job, source, walks.followers()), judge(job, source, walks.following()), Judging::result);
	}

	private Mono<Judgement> judge(JobId job, SourceTraits source, ListWalk walk) {
		return evidence(job, source, walk).map(this.completeness::judge);
	}

	private static Result result(Judgement followers, Judgement following) {
		if (followers instanceof Judgement.Verdict ofFollowers && following instanceof Judgement.Verdict ofFollowing) {
			return new Judged(new Verdicts(ofFollowers, ofFollowing));
		}
		return new WalkAgain((followers instanceof Judgement.WalkAgain) ? ListKind.FOLLOWERS : ListKind.FOLLOWING);
	}

	/**
	 * The ending; if it is a failure without verdicts, with those on both lists as they
	 * stand. A job that has read nothing of either gets none, as there is no evidence.
	 */
	public Mono<Ending> withVerdicts(Ending ending, JobId job, SourceTraits source, Walks walks) {
		boolean begun = walks.followers().hasBegun() || walks.following().hasBegun();
		if (!(ending instanceof Ending.Failed failed) || failed.verdicts() != null || !begun) {
			return Mono.just(ending);
		}
		return Mono
			.zip(judgeAsItStands(job, source, walks.followers()), judgeAsItStands(job, source, walks.following()),
					Verdicts::new)
			.map((verdicts) -> new Ending.Failed(failed.failure(), verdicts, failed.cooldown()));
	}

	private Mono<Judgement.Verdict> judgeAsItStands(JobId job, SourceTraits source, ListWalk walk) {
		return evidence(job, source, walk).map(this.completeness::judgeAsItStands);
	}

	private Mono<Evidence> evidence(JobId job, SourceTraits source, ListWalk walk) {
		if (!walk.hasEnded() || !walk.comparable()) {
			return Mono.just(new Evidence(source, walk, null));
		}
		return this.comparisons.compareWalks(job, walk.list())
			.map((comparison) -> new Evidence(source, walk, comparison));
	}

	public sealed interface Result {

	}

	public record Judged(Verdicts verdicts) implements Result {
	}

	public record WalkAgain(ListKind list) implements Result {
	}

	@FunctionalInterface
	public interface Comparisons {

		/** Compares the last walk over a list with the earlier ones. */
		Mono<Evidence.Comparison> compareWalks(JobId job, ListKind list);

	}

}
