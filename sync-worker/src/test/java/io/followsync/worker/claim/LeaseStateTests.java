package io.followsync.worker.claim;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class LeaseStateTests {

	private final AtomicLong nanoTime = new AtomicLong();

	private final HeldJob.LeaseState state = new HeldJob.LeaseState(this.nanoTime::get, 100);

	@Test
	void keepsARequestToCancel() {
		this.state.requestCancel();

		this.state.noticeCancel(false);

		assertThat(this.state.isCancelRequested()).isTrue();
	}

	@Test
	void noticesACancellationThatAWriteReadBack() {
		this.state.noticeCancel(true);

		assertThat(this.state.isCancelRequested()).isTrue();
	}

	@Test
	void isLostOnceItRanOutUnrenewed() {
		this.nanoTime.set(100);
		assertThat(this.state.isLost()).isFalse();

		this.nanoTime.set(101);
		assertThat(this.state.isLost()).isTrue();

		this.state.renew(200);
		assertThat(this.state.isLost()).isFalse();
	}

	@Test
	void signalsThatTheRunIsLostOrCancelled() {
		StepVerifier.create(this.state.unwanted()).then(this.state::markLost).verifyComplete();

		HeldJob.LeaseState other = new HeldJob.LeaseState(this.nanoTime::get, 100);
		StepVerifier.create(other.unwanted()).then(other::requestCancel).verifyComplete();
	}

}
