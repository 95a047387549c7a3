package io.followsync.gateway.streaming;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.followsync.job.JobState;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/** However many watchers of a job come, its state is read once for them. */
class SharedStatesTests extends AbstractJobEventsTests {

	@Test
	void watchersWhoArriveTogetherShareTheReads() {
		allow(1000, 1000);
		List<Disposable> watchers = Stream.generate(() -> open(null).subscribe()).limit(500).toList();
		assertThat(this.streams.open()).isEqualTo(500);
		// One by the capability, one after the first of them joined.
		assertThat(this.database.reads()).isEqualTo(2);
		watchers.forEach(Disposable::dispose);
	}

	@Test
	void watchersAheadOfTheSharedReadShareANewOne() {
		Disposable first = open(null).subscribe();
		this.database.put(this.job, at(7, JobState.RUNNING));
		List<Disposable> back = Stream.generate(() -> open(StreamEvent.Id.of(this.job, 6)).subscribe())
			.limit(8)
			.toList();
		assertThat(this.database.reads()).isEqualTo(4);
		back.forEach(Disposable::dispose);
		StepVerifier.create(open(StreamEvent.Id.of(this.job, 6)).map(AbstractJobEventsTests::text))
			.expectNext("SNAPSHOT 7")
			.thenCancel()
			.verify(TIMEOUT);
		first.dispose();
	}

	@Test
	void sharedReadsHideNeitherTheEndNorTheRemoval() {
		this.database.put(this.job, at(9, JobState.FAILED));
		open(null).blockLast(TIMEOUT);
		this.database.remove(this.job);
		StepVerifier.create(this.events.open(this.job, Optional.empty())).expectComplete().verify(TIMEOUT);
	}

}
