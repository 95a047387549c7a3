package io.followsync.gateway.streaming;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.JobStates;
import io.followsync.job.JobState;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class JobEventsTests extends AbstractJobEventsTests {

	@Test
	void streamsTheStateAndNewerOnesUntilTheEnd() {
		StepVerifier.create(open(null).map(AbstractJobEventsTests::text))
			.expectNext("SNAPSHOT 5")
			.then(() -> publish(6, JobState.PARKED))
			.expectNext("WAITING 6")
			.then(() -> publish(8, JobState.RUNNING))
			.expectNext("PROGRESS 8")
			.then(() -> publish(9, JobState.COMPLETED))
			.expectNext("COMPLETED 9")
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.streams.open()).isZero();
	}

	@Test
	void neverGoesBack() {
		StepVerifier.create(open(null).map(AbstractJobEventsTests::text)).expectNext("SNAPSHOT 5").then(() -> {
			publish(4, JobState.QUEUED);
			publish(5, JobState.RUNNING);
			publish(7, JobState.RUNNING);
		}).expectNext("PROGRESS 7").then(() -> {
			publish(6, JobState.RUNNING);
			publish(7, JobState.RUNNING);
			publish(8, JobState.FAILED);
		}).expectNext("FAILED 8").expectComplete().verify(TIMEOUT);
	}

	@Test
	void sendsNoSnapshotThatTheWatcherHas() {
		StepVerifier.create(open(StreamEvent.Id.of(this.job, 5)).map(AbstractJobEventsTests::text))
			.expectSubscription()
			.then(() -> publish(6, JobState.RUNNING))
			.expectNext("PROGRESS 6")
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void sendsASnapshotForAnUnknownEventId() {
		for (StreamEvent.Id last : List.of(StreamEvent.Id.of(this.job, 4), StreamEvent.Id.of(this.job, 99),
				new StreamEvent.Id("01234567", 5))) {
			StepVerifier.create(open(last).map(AbstractJobEventsTests::text))
				.expectNext("SNAPSHOT 5")
				.thenCancel()
				.verify(TIMEOUT);
		}
	}

	@Test
	void missesNoEventDuringTheRead() {
		// The first read says whether to join, the second is the one that may be
		// outdated.
		this.database.duringRead(2, () -> publish(6, JobState.CANCELLED));
		StepVerifier.create(open(null).map(AbstractJobEventsTests::text))
			.expectNext("SNAPSHOT 5", "CANCELLED 6")
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void aSlowWatcherSkipsStatesButGetsTheLast() {
		List<String> seen = new ArrayList<>();
		StepVerifier.create(open(null).map(AbstractJobEventsTests::text).doOnNext(seen::add), 1)
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
			.verify(TIMEOUT);
		assertThat(seen).hasSizeLessThanOrEqualTo(5).last().isEqualTo("COMPLETED 1000");
	}

	@Test
	void sendsTheEndToAWatcherWhoArrivesAfterIt() {
		this.database.put(this.job, at(9, JobState.FAILED));
		StepVerifier.create(open(StreamEvent.Id.of(this.job, 8)).map(AbstractJobEventsTests::text))
			.expectNext("FAILED 9")
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void hasNothingLeftForAWatcherWhoHasSeenTheEnd() {
		this.database.put(this.job, at(9, JobState.FAILED));
		StepVerifier.create(this.events.open(this.job, Optional.of(StreamEvent.Id.of(this.job, 9))))
			.expectNext(new JobEvents.Opening.NothingLeft())
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void doesNotFindARemovedJob() {
		this.database.remove(this.job);
		StepVerifier.create(this.events.open(this.job, Optional.empty())).expectComplete().verify(TIMEOUT);
	}

	@Test
	void aJobRemovedWhileItsStreamOpensIsNotThereForWhoeverAsksAgain() {
		this.database.duringRead(1, () -> this.database.remove(this.job));
		StepVerifier.create(open(null))
			.expectErrorMatches((ex) -> ex instanceof ApiException refused && refused.code() == ErrorCode.UNAVAILABLE)
			.verify(TIMEOUT);
		assertThat(this.streams.open()).isZero();

		StepVerifier.create(this.events.open(this.job, Optional.empty())).expectComplete().verify(TIMEOUT);
	}

	@Test
	void aWatcherThatLeavesWhileItIsOpenedIsForgotten() {
		JobChannel channel = new JobChannel(new JobStates.Snapshot(this.job, at(5, JobState.RUNNING), 0, true));
		StreamMetrics metrics = new StreamMetrics(this.meters, this.streams, Clock.systemUTC());
		List<JobEvents.Signal> seen = new ArrayList<>();
		new JobWatch(channel, null, 5, metrics).subscribe(new BaseSubscriber<JobEvents.Signal>() {
			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				subscription.cancel();
			}

			@Override
			protected void hookOnNext(JobEvents.Signal signal) {
				seen.add(signal);
			}
		});

		channel.offer(at(6, JobState.RUNNING));

		assertThat(seen).isEmpty();
		assertThat(channel).extracting("watchers", InstanceOfAssertFactories.COLLECTION).isEmpty();
	}

	@Test
	void rejectsStreamsBeyondTheLimits() {
		allow(3, 2);
		Disposable first = open(null).subscribe();
		Disposable second = open(null).subscribe();
		StepVerifier.create(open(null)).expectErrorMatches(JobEventsTests::tooMany).verify(TIMEOUT);
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
	void endsAllStreamsOnShutdownAndRejectsNewOnes() {
		StepVerifier.create(open(null).map(AbstractJobEventsTests::text))
			.expectNext("SNAPSHOT 5")
			.then(this.streams::close)
			.expectComplete()
			.verify(TIMEOUT);
		StepVerifier.create(open(null))
			.expectErrorMatches((ex) -> ex instanceof ApiException refused && refused.code() == ErrorCode.UNAVAILABLE)
			.verify(TIMEOUT);
	}

	@Test
	void recoversLostEventsIncludingEndAndRemoval() {
		VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
		try {
			StreamRefresh refresh = new StreamRefresh(this.database, this.streams, limits(9, 9), this.meters);
			Disposable refreshing = refresh.refreshes().subscribe();
			List<String> seen = new ArrayList<>();
			Disposable watching = open(null).map(AbstractJobEventsTests::text)
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
		StepVerifier.create(open(null).map(AbstractJobEventsTests::text)).expectNext("SNAPSHOT 5").then(() -> {
			this.database.remove(this.job);
			refresh.refresh().block(TIMEOUT);
		}).expectComplete().verify(TIMEOUT);
	}

	@Test
	void staysInOrderUnderConcurrentPublishers() {
		List<Long> seen = new ArrayList<>();
		Flux<Long> watched = open(null).map((event) -> event.id().seq()).doOnNext(seen::add);
		StepVerifier.create(watched).expectNext(5L).then(() -> {
			Flux.range(6, 5000)
				.parallel(4)
				.runOn(Schedulers.boundedElastic())
				.doOnNext((seq) -> publish(seq, JobState.RUNNING))
				.sequential()
				.blockLast(TIMEOUT);
			publish(5006, JobState.COMPLETED);
		}).thenConsumeWhile((seq) -> true).expectComplete().verify(TIMEOUT);
		assertThat(seen).isSorted().doesNotHaveDuplicates().last().isEqualTo(5006L);
	}

	private static boolean tooMany(Throwable ex) {
		return ex instanceof ApiException refused && refused.code() == ErrorCode.TOO_MANY_STREAMS;
	}

}
