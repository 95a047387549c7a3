package io.followsync.worker.run;

import java.util.Map;
import java.util.Objects;

import io.followsync.job.ListKind;
import io.followsync.worker.claim.Lease.WriteReceipt;
import io.followsync.worker.policy.Decision;
import io.followsync.worker.run.Requests.Outcome;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.ListReader.DeclaredCounts;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.tracing.Spans;
import io.followsync.worker.walk.ListWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Reads the lists of a run, one page per step: fetches it, stores it with the walk after
 * it, and announces that.
 */
@Component
record Reading(Requests requests, Identity identity, Ledger ledger, ProgressNotifier notifier, RunMetrics metrics,
		Spans spans) {

	private static final Logger log = LoggerFactory.getLogger(Reading.class);

	/**
	 * Reads the next page of a list. While the session is unconfirmed, a page that names
	 * no viewer proves nothing, since any session may read any list: it is withheld until
	 * the viewer is known.
	 */
	Mono<StepResult> readPage(JobRun run, ListReader reader) {
		ListKind list = Objects.requireNonNull(run.progress().currentList());
		return prepareWalk(run, list).then(Mono.defer(() -> {
			Map<String, String> which = Map.of("list", list.name(), "page",
					Integer.toString(run.progress().walk(list).pages() + 1));
			return this.spans.part("page", which, fetch(run, reader, list));
		}));
	}

	private Mono<StepResult> fetch(JobRun run, ListReader reader, ListKind list) {
		Page.Cursor after = run.progress().walk(list).cursor();
		return this.requests.make(run, () -> reader.page(list, after)).flatMap((outcome) -> switch (outcome) {
			case Outcome.Delivered<Page>(Page page) when page.viewer() == null && run.needsViewer() -> {
				run.withholdPage(new ReadingProgress.WithheldPage(list, page));
				yield Mono.just(StepResult.Next.WITHOUT_PAUSE);
			}
			case Outcome.Delivered<Page>(Page page) ->
				this.identity.acceptAnswer(run, page.viewer(), advance(run, list, page));
			case Outcome.Failed<Page>(SourceFailure failure) -> this.requests.follow(run, failure);
			case Outcome.Denied<Page>(Decision decision) -> this.requests.follow(run, decision);
		});
	}

	/** Asks for the viewer, and then stores the withheld page. */
	Mono<StepResult> identifyViewer(JobRun run, ListReader reader) {
		ReadingProgress.WithheldPage withheld = Objects.requireNonNull(run.progress().withheldPage());
		return this.identity.identifyViewer(run, reader, advance(run, withheld.list(), withheld.page()));
	}

	/**
	 * Requests the declared counts. They are worth a request, and another if the first
	 * failed transiently, but never required: profile look-ups break before the lists do.
	 * After any other failure they are unknown, even if Instagram asks to slow down or
	 * the session is dead: the next page will show that.
	 */
	Mono<StepResult> requestCounts(JobRun run, ListReader reader) {
		return this.requests.make(run, reader::declaredCounts).flatMap((outcome) -> switch (outcome) {
			case Outcome.Delivered<DeclaredCounts>(DeclaredCounts counts) -> declare(run, counts);
			case Outcome.Failed<DeclaredCounts>(SourceFailure.Transient failure) when run.attempts()
				.failuresLike(failure) == 1 -> Mono.just(StepResult.Next.WITHOUT_PAUSE);
			case Outcome.Failed<DeclaredCounts> failed -> declare(run, DeclaredCounts.UNKNOWN);
			case Outcome.Denied<DeclaredCounts>(Decision decision) -> this.requests.follow(run, decision);
		});
	}

	private Mono<StepResult> declare(JobRun run, DeclaredCounts counts) {
		return this.notifier.storeAndNotify(run, this.ledger.declare(run.lease(), counts),
				(receipt) -> run.applyCounts(counts, receipt));
	}

	// Before the first page that this run reads of a walk.
	private Mono<Void> prepareWalk(JobRun run, ListKind list) {
		if (run.progress().seen() != null) {
			return Mono.empty();
		}
		return startOverIfTooOld(run, list).then(Mono.defer(() -> seen(run, run.progress().walk(list))))
			.doOnNext(run.progress()::cacheSeen)
			.then();
	}

	private Mono<Ledger.SeenMembers> seen(JobRun run, ListWalk walk) {
		return (walk.pages() > 0) ? this.ledger.seen(run.id(), walk.list(), walk.walk())
				: Mono.just(new Ledger.SeenMembers());
	}

	// Files do not change, so a walk over them can always be resumed.
	private Mono<Void> startOverIfTooOld(JobRun run, ListKind list) {
		ListWalk walk = run.progress().walk(list);
		if (walk.pages() == 0 || run.traits().readsFiles()) {
			return Mono.empty();
		}
		return this.ledger.startOverIfTooOld(run.lease(), walk).doOnNext((receipt) -> {
			run.applyRestart(walk.startedOver(), receipt);
			this.metrics.walkRestarted(list);
			this.notifier.running(run, receipt);
			log.atInfo()
				.addKeyValue("job", run.id())
				.addKeyValue("list", list)
				.addKeyValue("pages", walk.pages())
				.log("walk too old to resume, started over");
		}).then();
	}

	private Mono<StepResult> advance(JobRun run, ListKind list, Page page) {
		return Mono.defer(() -> {
			Ledger.SeenMembers seen = Objects.requireNonNull(run.progress().seen());
			int newMembers = seen.addNew(page.members());
			boolean repeatsCursor = !seen.addCursor(page.next());
			ListWalk walk = run.progress().walk(list).after(page, newMembers, repeatsCursor);
			return isWorthRepeating(run, walk) ? Mono.just(readAgainLater(run, walk)) : store(run, page, walk);
		});
	}

	private StepResult readAgainLater(JobRun run, ListWalk walk) {
		log.atInfo()
			.addKeyValue("job", run.id())
			.addKeyValue("list", walk.list())
			.addKeyValue("page", walk.pages())
			.addKeyValue("end", walk.end())
			.log("page ends the walk implausibly, reading it again later");
		return this.requests.parkToRetry();
	}

	private Mono<StepResult> store(JobRun run, Page page, ListWalk walk) {
		boolean first = !run.isAnswered();
		Mono<WriteReceipt> write = this.metrics.storing(this.ledger.store(run.lease(), page, walk));
		return this.notifier.storeAndNotify(run, write, (receipt) -> {
			run.applyWalk(walk, receipt);
			if (first) {
				this.metrics.firstPageStored(run.submittedAt(), receipt.at());
			}
			this.metrics.pageStored(walk.list(), page.members().size());
		});
	}

	// Only once a page: the wait counts as a retry, and so does one for a transient
	// failure of the same page. An unconfirmed run must store its page before it may join
	// its account's lane.
	private static boolean isWorthRepeating(JobRun run, ListWalk walk) {
		return walk.end() != null && walk.end().mayBeTransient() && run.attempts().retries() == 0
				&& !run.isUnconfirmed();
	}

}
