package io.followsync.worker.verdict;

import io.followsync.job.VerdictKind;
import io.followsync.worker.source.TruncationFlags.ExportSign;
import io.followsync.worker.verdict.Judgement.Evidence;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.WalkEnd;

/**
 * Judges a list by its evidence. A list of known size counts as complete if nobody is
 * missing, or no more than accounts that Instagram hides explain, and never if it is
 * empty but should not be. A list whose size nobody declares is accepted after one clean
 * walk, but not proven: whoever it does not show is unconfirmed.
 */
public final class Completeness {

	private final CompletenessProperties thresholds;

	public Completeness(CompletenessProperties thresholds) {
		this.thresholds = thresholds;
	}

	/**
	 * @throws IllegalArgumentException if the walk has not ended
	 */
	public Judgement judge(Evidence evidence) {
		ListWalk walk = evidence.walk();
		WalkEnd end = walk.end();
		if (end == null) {
			throw new IllegalArgumentException("the walk of " + walk.list() + " has not ended");
		}
		return switch (end) {
			case CLEAN -> cleanlyEnded(evidence);
			case CUT -> cut(walk);
			case MISSING_CURSOR -> partial("Instagram announced more members, but did not say how to read them.");
			case REPEATED_CURSOR -> partial("The list led back to a page that had already been read.");
			case CURSOR_REFUSED -> suspect(refusedReason(walk));
			case NOTHING_NEW -> partial("Page after page contained nobody new, and the list did not end.");
			case PAGE_CAP -> partial("The list had more pages than a list of this account can have.");
		};
	}

	/**
	 * The verdict on a list of a job that failed and so walks no list again. A list of
	 * which nothing was read is partial, too, because each list of a job has its verdict.
	 */
	public Judgement.Verdict judgeAsItStands(Evidence evidence) {
		if (!evidence.walk().hasEnded()) {
			return judgeUnfinished(evidence.walk());
		}
		return switch (judge(evidence)) {
			case Judgement.Verdict verdict -> verdict;
			case Judgement.WalkAgain again -> suspect(again.reason());
		};
	}

	private static Judgement.Verdict judgeUnfinished(ListWalk walk) {
		if (walk.comparable()) {
			return suspect(
					"The first reading did not prove the list complete, and the job failed before the next one ended.");
		}
		if (walk.pages() > 0) {
			return partial("Read up to %d members, then the job failed.".formatted(walk.fetched()));
		}
		if (walk.hasBegun()) {
			return partial("Instagram refused to continue the list, and the job failed before it was read again.");
		}
		return partial("The job failed before it read a page of this list.");
	}

	private Judgement cleanlyEnded(Evidence evidence) {
		if (evidence.source().readsFiles()) {
			return export(evidence.walk().cut().export());
		}
		Long declared = evidence.walk().declared();
		return (declared != null) ? againstDeclared(evidence, declared) : withoutDeclaredCount(evidence);
	}

	private static Judgement export(ExportSign sign) {
		return switch (sign) {
			case NONE -> complete(true, sign.reason());
			case UNKNOWN_BEGINNING, OWNERS_WORD -> complete(false, sign.reason());
			case DATE_RANGE, NO_FOLLOWERS, NOTHING_AT_ALL -> suspect(sign);
		};
	}

	private Judgement againstDeclared(Evidence evidence, long declared) {
		ListWalk walk = evidence.walk();
		if (declared > 0 && evidence.members() == 0) {
			String reason = "Instagram declares %d members and showed none.".formatted(declared);
			return walk.isFirst() ? new Judgement.WalkAgain(reason) : suspect(reason);
		}
		if (declared - walk.fetched() <= this.thresholds.mayMiss(declared)) {
			return longEnough(evidence, declared);
		}
		Evidence.Comparison comparison = evidence.comparison();
		if (comparison != null) {
			return tooShortButComparable(evidence, comparison, declared);
		}
		String reason = readOnce(walk, declared);
		return walk.isFirst() ? new Judgement.WalkAgain(reason) : suspect(reason);
	}

	// Where a row is shown twice, another one may have been pushed out by it.
	private Judgement longEnough(Evidence evidence, long declared) {
		ListWalk walk = evidence.walk();
		boolean isShort = evidence.members() < declared;
		Evidence.Comparison comparison = evidence.comparison();
		boolean isFirstClean = walk.isFirst() || (comparison == null && isThirdAffordable(walk, declared));
		if (isShort && walk.hasRepeats() && isFirstClean) {
			return new Judgement.WalkAgain(
					"%d members of %d declared, and some were shown twice.".formatted(walk.fetched(), declared));
		}
		return complete(isExact(evidence, declared),
				(comparison != null) ? compared(walk, comparison, declared) : readOnce(walk, declared));
	}

	// Walks that are cut in the same way agree, so agreement proves little of what both
	// miss.
	private Judgement tooShortButComparable(Evidence evidence, Evidence.Comparison comparison, long declared) {
		ListWalk walk = evidence.walk();
		String reason = compared(walk, comparison, declared);
		if (comparison.differing() > this.thresholds.mayDiffer(comparison.union())) {
			return isThirdAffordable(walk, declared) ? new Judgement.WalkAgain(reason) : suspect(reason);
		}
		boolean enough = declared - comparison.union() <= this.thresholds.mayMissFromBoth(declared);
		return enough ? complete(isExact(evidence, declared), reason) : suspect(reason);
	}

	private boolean isThirdAffordable(ListWalk walk, long declared) {
		return !walk.isLast() && declared <= this.thresholds.thirdWalk();
	}

	// The count is as old as the first walk. By a later one, somebody new may stand for
	// somebody missing from all walks; but then it has another number of rows, too.
	private static boolean isExact(Evidence evidence, long declared) {
		ListWalk walk = evidence.walk();
		return evidence.members() == declared && (walk.isFirst() || walk.rows() == declared);
	}

	private static String readOnce(ListWalk walk, long declared) {
		return "%d members of %d declared.".formatted(walk.fetched(), declared);
	}

	private static String compared(ListWalk walk, Evidence.Comparison comparison, long declared) {
		return "%s walks found %d members of %d declared and differ in %d.".formatted(walk.isLast() ? "Three" : "Two",
				comparison.union(), declared, comparison.differing());
	}

	private Judgement withoutDeclaredCount(Evidence evidence) {
		if (evidence.members() == 0) {
			return suspect("The list came back empty, and nothing proves that it is.");
		}
		Evidence.Comparison comparison = evidence.comparison();
		if (comparison == null) {
			// Good enough to compare, although only its own clean end speaks for it.
			return complete(false,
					"The list ended cleanly. Its declared size is not known, so it is accepted, not proven.");
		}
		return (comparison.differing() > this.thresholds.mayDiffer(comparison.union()))
				? suspect("Two walks differ in %d members.".formatted(comparison.differing()))
				: complete(true, "Two walks agree. The declared size of the list is not known.");
	}

	// A later walk either retries one that was refused, or checks one that ended cleanly
	// but did not settle the matter.
	private static String refusedReason(ListWalk walk) {
		return walk.comparable()
				? "The first reading did not prove the list complete, and Instagram refused to continue a later one."
				: "Instagram twice refused to continue the list.";
	}

	private static Judgement.Verdict cut(ListWalk walk) {
		ExportSign sign = walk.cut().export();
		if (sign.isCut()) {
			return suspect(sign);
		}
		return suspect(walk.cut().limited() ? "Instagram cut this list on purpose."
				: "Instagram hides %d accounts of this list.".formatted(walk.cut().hidden()));
	}

	private static Judgement.Verdict suspect(ExportSign sign) {
		return new Judgement.Verdict(VerdictKind.SUSPECT, false, sign.reason(), sign.advice());
	}

	private static Judgement complete(boolean exact, String reason) {
		return new Judgement.Verdict(VerdictKind.COMPLETE, exact, reason);
	}

	private static Judgement.Verdict suspect(String reason) {
		return new Judgement.Verdict(VerdictKind.SUSPECT, false, reason);
	}

	private static Judgement.Verdict partial(String reason) {
		return new Judgement.Verdict(VerdictKind.PARTIAL, false, reason);
	}

}
