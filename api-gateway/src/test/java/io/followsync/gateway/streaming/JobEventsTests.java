package io.followsync.gateway.streaming;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.followsync.gateway.capacity.Roomy;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class JobEventsTests {

	private static final Duration MOST_TIME = Duration.ofSeconds(5);

	private static final Capability CAPABILITY = Capability.random();

	private final JobId job = JobId.next();

	private final KnownStates database = new KnownStates();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private JobStreams streams;

	private JobEvents events;

	@BeforeEach
	void prepare() {
		allow(100, 10);
		this.database.put(this.job, at(5, JobState.RUNNING));
	}

	@Test
	void beginsWithTheStateAndGoesOnWithNewerOnesUntilTheEnd() {
		StepVerifier.create(open(null).map(JobEventsTests::text))
			.expectNext("SNAPSHOT 5")
			.then(() -> publish(6, JobState.PARKED))
			.expectNext("WAITING 6")
			.then(() -> publish(8, JobState.RUNNING))
			.expectNext("PROGRESS 8")
			.then(() -> publish(9, JobState.COMPLETED))
			.expectNext("COMPLETED 9")
			.expectComplete()
			.verify(MOST_TIME);
		assertThat(this.streams.open()).isZero();
	}

	@Test
	void neverGoesBack() {
		StepVerifier.create(open(null).map(JobEventsTests::text)).expectNext("SNAPSHOT 5").then(() -> {
			publish(4, JobState.QUEUED);
			publish(5, JobState.RUNNING);
			publish(7, JobState.RUNNING);
		}).expectNext("PROGRESS 7").then(() -> {
			publish(6, JobState.RUNNING);
			publish(7, JobState.RUNNING);
			publish(8, JobState.FAILED);
		}).expectNext("FAILED 8").expectComplete().verify(MOST_TIME);
	}

	@Test
	void sendsNoSnapshotOfWhatTheWatcherHas() {
		StepVerifier.create(open(EventId.of(this.job, 5)).map(JobEventsTests::text))
			.expectSubscription()
			.then(() -> publish(6, JobState.RUNNING))
			.expectNext("PROGRESS 6")
			.thenCancel()
			.verify(MOST_TIME);
	}

	@Test
	void sendsASnapshotForAnIdThatThisJobDoesNotHave() {
		for (EventId last : List.of(EventId.of(this.job, 4), EventId.of(this.job, 99), new EventId("01234567", 5))) {
			StepVerifier.create(open(last).map(JobEventsTests::text))
				.expectNext("SNAPSHOT 5")
				.thenCancel()
				.verify(MOST_TIME);
		}
	}

	@Test
	void missesNothingThatHappensWhileTheStateIsRead() {
		this.database.whileReading(() -> publish(6, JobState.CANCELLED));
		StepVerifier.create(open(null).map(JobEventsTests::text))
			.expectNext("SNAPSHOT 5", "CANCELLED 6")
			.expectComplete()
			.verify(MOST_TIME);
	}

	@Test
	void aSlowWatcherSkipsStatesAndGetsTheLastOne() {
		List<String> seen = new ArrayList<>();
		StepVerifier.create(open(null).map(JobEventsTests::text).doOnNext(seen::add), 1)
			.expectNext("SNAPSHOT 5")
			.then(() -> {
				for (int seq = 6; seq < 1000; seq++) {
					publish(seq, JobState.RUNNING);
				}
				publish(1000, JobState.COMPLETED);
			})
			.thenRequest(Long.MAX_VALUE)
			.thenConsumeWhile((text) -> true)
			.expectComplete()
			.verify(MOST_TIME);
		assertThat(seen).hasSizeLessThanOrEqualTo(5).last().isEqualTo("COMPLETED 1000");
	}

	@Test
	void tellsTheEndToAWatcherWhoComesAfterIt() {
		this.database.put(this.job, at(9, JobState.FAILED));
		StepVerifier.create(open(EventId.of(this.job, 8)).map(JobEventsTests::text))
			.expectNext("FAILED 9")
			.expectComplete()
			.verify(MOST_TIME);
	}

	@Test
	void hasNothingLeftForAWatcherWhoSawTheEnd() {
		this.database.put(this.job, at(9, JobState.FAILED));
		StepVerifier.create(this.events.open(CAPABILITY, Optional.of(EventId.of(this.job, 9))))
			.expectNext(new Opening.NothingLeft())
			.expectComplete()
			.verify(MOST_TIME);
	}

	@Test
	void knowsNoJobThatIsGone() {
		this.database.remove(this.job);
		StepVerifier.create(this.events.open(CAPABILITY, Optional.empty()))
			.expectNext(new Opening.NoSuchJob())
			.expectComplete()
			.verify(MOST_TIME);
	}

	@Test
	void refusesStreamsBeyondTheBounds() {
		allow(3, 2);
		Disposable first = open(null).subscribe();
		Disposable second = open(null).subscribe();
		StepVerifier.create(open(null)).expectErrorMatches(JobEventsTests::tooMany).verify(MOST_TIME);
		assertThat(this.streams.open()).isEqualTo(2);
		second.dispose();
		Disposable third = open(null).subscribe();
		assertThat(this.streams.open()).isEqualTo(2);
		first.dispose();
		third.dispose();
		assertThat(this.streams.open()).isZero();
		assertThat(this.streams.known()).isEmpty();
	}

	@Test
	void endsAllStreamsOnShutdownAndTakesNoMore() {
		StepVerifier.create(open(null).map(JobEventsTests::text))
			.expectNext("SNAPSHOT 5")
			.then(this.streams::close)
			.expectComplete()
			.verify(MOST_TIME);
		StepVerifier.create(open(null))
			.expectErrorMatches((ex) -> ex instanceof ApiException refused && refused.code() == ErrorCode.UNAVAILABLE)
			.verify(MOST_TIME);
	}

	@Test
	void healsLostEventsTheEndAndTheRemovalIncluded() {
		VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
		try {
			StreamRefresh refresh = new StreamRefresh(this.database, this.streams, limits(9, 9), this.meters);
			Disposable refreshing = refresh.refreshes().subscribe();
			List<String> seen = new ArrayList<>();
			Disposable watching = open(null).map(JobEventsTests::text)
				.doOnComplete(() -> seen.add("end"))
				.subscribe(seen::add);
			this.database.put(this.job, at(6, JobState.PARKED));
			time.advanceTimeBy(Duration.ofMillis(1999));
			assertThat(seen).containsExactly("SNAPSHOT 5");
			time.advanceTimeBy(Duration.ofMillis(1));
			assertThat(seen).containsExactly("SNAPSHOT 5", "WAITING 6");
			this.database.away(true);
			time.advanceTimeBy(Duration.ofSeconds(20));
			this.database.away(false);
			this.database.put(this.job, at(7, JobState.COMPLETED));
			time.advanceTimeBy(Duration.ofSeconds(2));
			assertThat(seen).containsExactly("SNAPSHOT 5", "WAITING 6", "COMPLETED 7", "end");
			assertThat(watching.isDisposed()).isTrue();
			refreshing.dispose();
		}
		finally {
			VirtualTimeScheduler.reset();
		}
	}

	@Test
	void endsTheStreamOfARemovedJob() {
		StreamRefresh refresh = new StreamRefresh(this.database, this.streams, limits(9, 9), this.meters);
		StepVerifier.create(open(null).map(JobEventsTests::text)).expectNext("SNAPSHOT 5").then(() -> {
			this.database.remove(this.job);
			refresh.refresh().block(MOST_TIME);
		}).expectComplete().verify(MOST_TIME);
	}

	@Test
	void staysInOrderWhateverComesFromManyThreads() {
		List<Long> seen = new ArrayList<>();
		Flux<Long> watched = open(null).map((event) -> event.id().seq()).doOnNext(seen::add);
		StepVerifier.create(watched).expectNext(5L).then(() -> {
			Flux.range(6, 5000)
				.parallel(4)
				.runOn(Schedulers.boundedElastic())
				.doOnNext((seq) -> publish(seq, JobState.RUNNING))
				.sequential()
				.blockLast(MOST_TIME);
			publish(5006, JobState.COMPLETED);
		}).thenConsumeWhile((seq) -> true).expectComplete().verify(MOST_TIME);
		assertThat(seen).isSorted().doesNotHaveDuplicates().last().isEqualTo(5006L);
	}

	@Test
	void watchersWhoComeAtTheSameMomentShareTheReads() {
		allow(1000, 1000);
		List<Disposable> watchers = Stream.generate(() -> open(null).subscribe()).limit(500).toList();
		assertThat(this.streams.open()).isEqualTo(500);
		// One by the capability, one after the first of them joined.
		assertThat(this.database.reads()).isEqualTo(2);
		watchers.forEach(Disposable::dispose);
	}

	@Test
	void watchersWhoHaveSeenMoreThanTheSharedReadShareANewOne() {
		Disposable first = open(null).subscribe();
		this.database.put(this.job, at(7, JobState.RUNNING));
		List<Disposable> back = Stream.generate(() -> open(EventId.of(this.job, 6)).subscribe()).limit(8).toList();
		assertThat(this.database.reads()).isEqualTo(4);
		back.forEach(Disposable::dispose);
		StepVerifier.create(open(EventId.of(this.job, 6)).map(JobEventsTests::text))
			.expectNext("SNAPSHOT 7")
			.thenCancel()
			.verify(MOST_TIME);
		first.dispose();
	}

	@Test
	void theEndAndTheRemovalAreNotHiddenByASharedRead() {
		this.database.put(this.job, at(9, JobState.FAILED));
		open(null).blockLast(MOST_TIME);
		this.database.remove(this.job);
		StepVerifier.create(this.events.open(CAPABILITY, Optional.empty()))
			.expectNext(new Opening.NoSuchJob())
			.expectComplete()
			.verify(MOST_TIME);
	}

	private void allow(int streams, int perJob) {
		this.streams = new JobStreams(new StreamSlots(limits(streams, perJob), Roomy.CAPACITY, this.meters));
		this.events = new JobEvents(new SharedStates(this.database, Schedulers.immediate()), this.streams,
				new StreamMetrics(this.meters, this.streams, Clock.systemUTC()));
	}

	private Flux<StreamEvent> open(EventId last) {
		return this.events.open(CAPABILITY, Optional.ofNullable(last))
			.flatMapMany((opening) -> ((Opening.Stream) opening).signals())
			.ofType(StreamEvent.class);
	}

	private void publish(long seq, JobState state) {
		this.streams.publish(this.job, at(seq, state));
	}

	private static JobProgress at(long seq, JobState state) {
		return new JobProgress(seq, state, null, JobProgress.Lists.NONE, null, null, null, Instant.EPOCH);
	}

	private static String text(StreamEvent event) {
		return event.type() + " " + event.id().seq();
	}

	private static boolean tooMany(Throwable ex) {
		return ex instanceof ApiException refused && refused.code() == ErrorCode.TOO_MANY_STREAMS;
	}

	private static StreamingProperties limits(int streams, int perJob) {
		return new StreamingProperties(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofSeconds(1),
				Duration.ofSeconds(5), streams, perJob, 200, 0.5, Duration.ofMinutes(1));
	}

}
