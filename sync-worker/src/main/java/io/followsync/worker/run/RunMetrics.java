package io.followsync.worker.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

import io.followsync.job.FailureKind;
import io.followsync.job.JobState;
import io.followsync.job.ListKind;
import io.followsync.job.SourceKind;
import io.followsync.job.VerdictKind;
import io.followsync.job.WaitReason;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.source.ListReader.Relation;
import io.followsync.worker.source.SourceFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The metrics of runs. Every series exists from the start, so that even the first event
 * of a kind shows as an increase.
 */
@Component
final class RunMetrics {

	private static final Duration[] STORE_BOUNDS = bounds(2, 5, 10, 25, 50, 100, 250, 1000, 5000);

	private static final Duration[] FIRST_PAGE_BOUNDS = bounds(500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000,
			1_800_000);

	private static final String REFUSED = "refused";

	private static final String DATABASE = "database";

	private static final String FAULT = "fault";

	private final MeterRegistry meters;

	private final Timer storing;

	private final Timer firstPage;

	RunMetrics(MeterRegistry meters) {
		this.meters = meters;
		this.storing = timer("followsync.page.store.duration", STORE_BOUNDS);
		this.firstPage = timer("followsync.jobs.first.page", FIRST_PAGE_BOUNDS);
		register();
	}

	private void register() {
		this.meters.counter("followsync.leases.lost");
		for (ListKind list : ListKind.values()) {
			for (String name : new String[] { "pages", "members", "walks.repeated", "walks.restarted" }) {
				ofList(name, list, 0);
			}
			for (VerdictKind verdict : VerdictKind.values()) {
				for (SourceKind source : SourceKind.values()) {
					verdict(source, list, verdict, 0);
				}
			}
		}
		count("runs.broken", "cause", DATABASE, 0);
		count("runs.broken", "cause", FAULT, 0);
		for (WaitReason reason : WaitReason.values()) {
			count("jobs.parked", "reason", reason.name(), 0);
		}
		for (FailureKind kind : FailureKind.values()) {
			count("jobs.ended", "outcome", kind.name(), 0);
		}
		count("jobs.ended", "outcome", JobState.COMPLETED.name(), 0);
		count("jobs.ended", "outcome", JobState.CANCELLED.name(), 0);
		SourceFailure.WORDS.forEach((word) -> count("source.failures", "kind", word, 0));
		for (String outcome : new String[] { REFUSED, "gone", "follows", "confirmed", "not_followed" }) {
			count("probes", "outcome", outcome, 0);
		}
	}

	/** A run ended because the database was unavailable. */
	void interruptedByOutage() {
		count("runs.broken", "cause", DATABASE, 1);
	}

	/** A run ended with an unforeseen error. */
	void broken() {
		count("runs.broken", "cause", FAULT, 1);
	}

	<T> Mono<T> storing(Mono<T> store) {
		return Mono.defer(() -> {
			Timer.Sample sample = Timer.start(this.meters);
			return store.doOnNext((stored) -> sample.stop(this.storing));
		});
	}

	void pageStored(ListKind list, int members) {
		ofList("pages", list, 1);
		ofList("members", list, members);
	}

	/** The first page of a job was stored; both times are by the database's clock. */
	void firstPageStored(Instant submittedAt, Instant storedAt) {
		Duration waited = Duration.between(submittedAt, storedAt);
		this.firstPage.record(waited.isNegative() ? Duration.ZERO : waited);
	}

	void parked(WaitReason reason) {
		count("jobs.parked", "reason", reason.name(), 1);
	}

	void sourceFailed(SourceFailure failure) {
		count("source.failures", "kind", failure.word(), 1);
	}

	void leaseLost() {
		this.meters.counter("followsync.leases.lost").increment();
	}

	void walkRepeated(ListKind list) {
		ofList("walks.repeated", list, 1);
	}

	void walkRestarted(ListKind list) {
		ofList("walks.restarted", list, 1);
	}

	/**
	 * A probe that "confirmed" found a member who does not follow back; the relation is
	 * null if the probe was refused.
	 */
	void probed(@Nullable Relation relation) {
		count("probes", "outcome", (relation == null) ? REFUSED : outcome(relation), 1);
	}

	private static String outcome(Relation relation) {
		if (relation.gone()) {
			return "gone";
		}
		return relation.followedBy() ? "follows" : relation.following() ? "confirmed" : "not_followed";
	}

	void ended(SourceKind source, Ending ending) {
		String outcome = (ending.failure() != null) ? ending.failure().kind().name() : ending.state().name();
		count("jobs.ended", "outcome", outcome, 1);
		Ending.Verdicts verdicts = ending.verdicts();
		if (verdicts != null && !isFailedMidway(ending)) {
			verdict(source, ListKind.FOLLOWERS, verdicts.followers().kind(), 1);
			verdict(source, ListKind.FOLLOWING, verdicts.following().kind(), 1);
		}
	}

	// What was left unread for another reason says nothing about how lists are answered.
	private static boolean isFailedMidway(Ending ending) {
		return ending instanceof Ending.Failed failed && failed.failure().kind() != FailureKind.INCOMPLETE;
	}

	private void verdict(SourceKind source, ListKind list, VerdictKind kind, int more) {
		this.meters
			.counter("followsync.verdicts", "source", lower(source.name()), "list", lower(list.name()), "verdict",
					lower(kind.name()))
			.increment(more);
	}

	private void ofList(String name, ListKind list, int more) {
		count(name, "list", list.name(), more);
	}

	private void count(String name, String tag, String value, int more) {
		this.meters.counter("followsync." + name, tag, lower(value)).increment(more);
	}

	private Timer timer(String name, Duration[] bounds) {
		return Timer.builder(name).serviceLevelObjectives(bounds).register(this.meters);
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	private static Duration[] bounds(long... millis) {
		return Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
	}

}
