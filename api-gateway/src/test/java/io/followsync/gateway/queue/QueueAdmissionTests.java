package io.followsync.gateway.queue;

import io.followsync.gateway.queue.QueueAdmission.Bounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** 1,000 jobs may be queued, 500 of them unproven, 250 of them a crowd. */
class QueueAdmissionTests {

	private final Bounds bounds = new Bounds(1_000, 0.5, 20);

	@ParameterizedTest
	@CsvSource({ "0, 0, false", "99, 99, false", "100, 100, true", "799, 199, true", "800, 100, false",
			"700, 200, false" })
	void countsAQueueThatIsShortOrNearABound(int queued, int unproven, boolean ample) {
		assertThat(this.bounds.hasAmpleRoom(load(queued, unproven))).isEqualTo(ample);
	}

	@Test
	void countsWhatHasJoinedSinceTheLastCount() {
		RecentQueue.QueueLoad now = load(150, 120).with(7);

		assertThat(now.standing().queued()).isEqualTo(157);
		assertThat(now.unproven()).isEqualTo(127);
		assertThat(now.standing().openSlots()).isEqualTo(3);
	}

	private static RecentQueue.QueueLoad load(int queued, int unproven) {
		return new RecentQueue.QueueLoad(new QueueStanding(queued, 0, 0, 5, 3, null), unproven, 0);
	}

}
