package io.followsync.worker.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.messaging.SyncRequest;
import io.followsync.runtime.settings.JobTimes;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.BudgetProperties;
import io.followsync.worker.budget.r2dbc.BudgetForTests;
import io.followsync.worker.claim.Claims;
import io.followsync.worker.claim.Draining;
import io.followsync.worker.claim.EngineForTests;
import io.followsync.worker.claim.JobProperties;
import io.followsync.worker.claim.WakeUps;
import io.followsync.worker.claim.WakeUps.WakeUp;
import io.followsync.worker.claim.WorkerProperties;
import io.followsync.worker.claim.r2dbc.ClaimsForTests;
import io.followsync.worker.completion.CompletionsForTests;
import io.followsync.worker.completion.Judging;
import io.followsync.worker.policy.FailurePolicy;
import io.followsync.worker.policy.Pacing;
import io.followsync.worker.run.r2dbc.LedgerForTests;
import io.followsync.worker.source.Sources;
import io.followsync.worker.tracing.Spans;
import io.followsync.worker.verdict.CompletenessProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Engines over one real database, with short times and wake-ups in memory.
 */
final class EngineHarness implements AutoCloseable {

	static final FailurePolicy.Properties FAILURES = new FailurePolicy.Properties(3, Duration.ofMillis(1), 1,
			Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofHours(2),
			Duration.ofHours(12));

	private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

	final WorkerDatabase database = new WorkerDatabase();

	final Sinks.Many<WakeUp> wakeUps = Sinks.many().multicast().directBestEffort();

	final List<JobProgress> published = Collections.synchronizedList(new ArrayList<>());

	private final WakeUps inMemory = new InMemoryWakeUps();

	private final List<SmartLifecycle> engines = new ArrayList<>();

	private static final JobTimes SHARED_TIMES = new JobTimes(Duration.ofMinutes(5), Duration.ofSeconds(1));

	private JobProperties times = leasing(Duration.ofSeconds(2));

	final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private BudgetProperties limits = BudgetForTests.limits(10_000, 10_000);

	private int probes = 20;

	private boolean renewing = true;

	private Duration drain = Duration.ofSeconds(5);

	private volatile long asleep;

	EngineHarness budget(int burst, int perHour) {
		this.limits = BudgetForTests.limits(burst, perHour);
		return this;
	}

	EngineHarness probes(int most) {
		this.probes = most;
		return this;
	}

	/** Hanging work is aborted at once when an engine stops. */
	EngineHarness impatient() {
		this.drain = Duration.ofMillis(100);
		return this;
	}

	/** Leases last that long and are not renewed. */
	EngineHarness withoutRenewals(Duration lease) {
		this.renewing = false;
		this.times = leasing(lease);
		return this;
	}

	/** A job looks again after that time whether its lane is still held. */
	EngineHarness laneBusy(Duration time) {
		this.times = new JobProperties(this.times.lease(), time, this.times.resumableFor());
		return this;
	}

	private static JobProperties leasing(Duration lease) {
		return new JobProperties(lease, Duration.ofMillis(100), Duration.ofHours(12));
	}

	/** Advances the time of the database and of the engines. */
	void sleep(Duration time) {
		this.asleep += time.toNanos();
		this.database.shiftTime(time);
	}

	SmartLifecycle engine(ScriptedSource source) {
		return engine(source, 5);
	}

	SmartLifecycle engine(ScriptedSource source, int slots) {
		return engine(source, slots, slots);
	}

	SmartLifecycle engine(ScriptedSource source, int slots, int anonymousSlots) {
		WorkerProperties worker = new WorkerProperties(slots, anonymousSlots, Duration.ofMillis(50),
				Duration.ofMillis(50), Duration.ofMillis(20), this.drain, Duration.ofDays(7));
		Draining draining = new Draining();
		Claims claims = ClaimsForTests.claims(this.database, this.times);
		SmartLifecycle engine = EngineForTests.engine(this.renewing ? claims : EngineForTests.withoutRenewals(claims),
				List.of(ClaimsForTests.dueJobs(this.database, this.times, SHARED_TIMES, this.inMemory)), this.inMemory,
				runner(source, worker, draining), draining, worker, this.times, this.meters,
				() -> System.nanoTime() + this.asleep);
		engine.start();
		this.engines.add(engine);
		return engine;
	}

	private JobRunner runner(ScriptedSource source, WorkerProperties worker, Draining draining) {
		RunMetrics metrics = new RunMetrics(this.meters);
		Ledger ledger = LedgerForTests.ledger(this.database, this.times);
		Budget budget = BudgetForTests.budget(this.database, this.limits);
		RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
		CompletenessProperties thresholds = new CompletenessProperties(0.05, 0.15, 0.01, 2, 5000, this.probes);
		ProgressNotifier notifier = new ProgressNotifier((job, progress) -> this.published.add(progress));
		Judging judging = new Judging(ledger, thresholds);
		JobTransitions transitions = new JobTransitions(ledger, judging, this.inMemory, notifier, metrics);
		Pacing pacing = new Pacing(budget, worker.patience(), this.limits.pace(), random);
		Requests requests = new Requests(pacing, new FailurePolicy(FAILURES, random), ledger, notifier, metrics);
		Identity identity = new Identity(requests, ledger, budget, notifier);
		Probing probing = new Probing(requests, ledger, notifier, metrics, thresholds);
		CompletionStep completion = new CompletionStep(judging, probing, requests);
		Reading reading = new Reading(requests, identity, ledger, notifier, metrics, Spans.NONE);
		Steps steps = new Steps(identity, reading, completion, pacing, draining, worker);
		JobSources sources = new JobSources(new Sources(List.of(source)), CompletionsForTests.all(this.database));
		return new JobRunner(sources, steps, transitions, notifier, metrics, Spans.NONE);
	}

	void await(JobId job, String state) {
		// The connection that a test has terminated may be lent once more.
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInterval(POLL_INTERVAL)
			.ignoreException(DataAccessResourceFailureException.class)
			.until(() -> state(job), state::equals);
	}

	String state(JobId job) {
		return this.database.value("SELECT state FROM jobs WHERE id = '%s'".formatted(job));
	}

	String failure(JobId job) {
		return this.database.value("SELECT failure_kind FROM jobs WHERE id = '%s'".formatted(job));
	}

	/** As {@code followers following notFollowingBack}. */
	String figures(JobId job) {
		return this.database.value("""
				SELECT concat_ws(' ', followers_count, following_count, not_following_back_count) FROM job_results
				WHERE job_id = '%s'""".formatted(job));
	}

	/** As {@code followers following notFollowingBack unconfirmed}. */
	String figuresAndDoubts(JobId job) {
		return figures(job) + " "
				+ this.database.value("SELECT unconfirmed_count FROM job_results WHERE job_id = '%s'".formatted(job));
	}

	@Override
	public void close() {
		this.engines.forEach(SmartLifecycle::stop);
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.pollInterval(POLL_INTERVAL)
			.until(() -> this.engines.stream().noneMatch(SmartLifecycle::isRunning));
		this.database.close();
	}

	private final class InMemoryWakeUps implements WakeUps {

		@Override
		public Flux<WakeUp> receive() {
			return EngineHarness.this.wakeUps.asFlux();
		}

		@Override
		public Mono<Void> send(SyncRequest request) {
			return Mono.fromRunnable(() -> EngineHarness.this.wakeUps.tryEmitNext(new WakeUp(request, Map.of(), () -> {
			})));
		}

	}

}
