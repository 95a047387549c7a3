package io.followsync.worker.engine;

import java.util.Map;

import io.followsync.job.ListKind;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.ledger.SeenMembers;
import io.followsync.worker.source.Cursor;
import io.followsync.worker.source.DeclaredCounts;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.tracing.Spans;
import io.followsync.worker.walk.ListWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Reads the lists of a run, one page per step: fetches it, stores it with the walk after
 * it, and announces that.
 */
final class Reading {

	private static final Logger log = LoggerFactory.getLogger(Reading.class);

	private final Request request;

	private final Ledger ledger;

	private final ProgressNotifier notifier;

	private final Identity identity;

	private final EngineMetrics metrics;

	private final Spans spans;

	Reading(Request request, Identity identity, Ledger ledger, ProgressNotifier notifier, EngineMetrics metrics,
			Spans spans) {
		this.request = request;
		this.ledger = ledger;
		this.notifier = notifier;
		this.identity = identity;
		this.metrics = metrics;
		this.spans = spans;
	}

	/** The next page of a list. */
	Mono<Void> page(JobRun run, ListReader reader, ListKind list) {
		Map<String, String> which = Map.of("list", list.name(), "page", Integer.toString(run.walk(list).pages() + 1));
		return this.spans.part("page", which, seen(run, reader, list).flatMap((seen) -> {
			Cursor after = run.walk(list).cursor();
			return this.request.make(run, reader, () -> reader.page(list, after),
					(page) -> took(run, list, seen, page));
		}));
	}

	/**
	 * The declared counts. They are worth a request, and another if the first failed
	 * transiently, but never required: profile look-ups break before the lists do.
	 */
	Mono<Void> counts(JobRun run, ListReader reader) {
		return this.request.make(run, reader, reader::declaredCounts, (counts) -> declare(run, counts),
				(failure) -> undeclared(run, failure));
	}

	private Mono<Void> undeclared(JobRun run, SourceFailure failure) {
		return (failure instanceof SourceFailure.Transient && run.attempts().of(failure) == 1) ? Mono.empty()
				: declare(run, DeclaredCounts.UNKNOWN);
	}

	private Mono<Void> declare(JobRun run, DeclaredCounts counts) {
		return this.ledger.declare(run.lease(), counts).doOnNext((receipt) -> {
			run.declared(counts, receipt);
			this.notifier.running(run, receipt);
		}).then();
	}

	private Mono<SeenMembers> seen(JobRun run, ListReader reader, ListKind list) {
		SeenMembers known = run.seen();
		if (known != null) {
			return Mono.just(known);
		}
		return startOverIfStale(run, reader, list)
			.then(Mono.defer(() -> this.ledger.seen(run.lease().job(), list, run.walk(list).walk())))
			.doOnNext(run::remember);
	}

	// An upload, which is not metered, does not change, so its walks never go stale.
	private Mono<Void> startOverIfStale(JobRun run, ListReader reader, ListKind list) {
		ListWalk walk = run.walk(list);
		if (walk.pages() == 0 || !reader.metered()) {
			return Mono.empty();
		}
		return this.ledger.startOverIfStale(run.lease(), walk).doOnNext((receipt) -> {
			run.startedOver(walk.startedOver(), receipt);
			this.metrics.startedOver(list);
			this.notifier.running(run, receipt);
			log.atInfo()
				.addKeyValue("job", run.lease().job())
				.addKeyValue("list", list)
				.addKeyValue("pages", walk.pages())
				.log("walk too old to resume, started over");
		}).then();
	}

	private Mono<Void> took(JobRun run, ListKind list, SeenMembers seen, Page page) {
		return this.identity.take(run, page.viewer(), () -> store(run, list, seen, page));
	}

	private Mono<Void> store(JobRun run, ListKind list, SeenMembers seen, Page page) {
		ListWalk walk = run.walk(list).after(page, seen.add(page.members()), seen.add(page.next()));
		if (mayPass(run, walk)) {
			log.atInfo()
				.addKeyValue("job", run.lease().job())
				.addKeyValue("list", list)
				.addKeyValue("page", walk.pages())
				.addKeyValue("end", walk.end())
				.log("page leads nowhere, reading it again later");
			return this.request.repeatLater(run);
		}
		boolean first = !run.answered();
		return this.metrics.storing(this.ledger.store(run.lease(), page, walk)).doOnNext((receipt) -> {
			run.advance(walk, receipt);
			if (first) {
				this.metrics.begun(run.submittedAt(), receipt.at());
			}
			this.metrics.stored(list, page.members().size());
			this.notifier.running(run, receipt);
		}).then();
	}

	// Only once a page. An unconfirmed run must store its page before it may join its
	// account's lane.
	private static boolean mayPass(JobRun run, ListWalk walk) {
		return walk.end() != null && walk.end().canPass() && run.retries() == 0 && !run.unconfirmed();
	}

}
