package io.followsync.gateway.capacity;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.followsync.gateway.edge.ClientAddress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class StalledWriteDetectorTests {

	private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);

	private final Client client = new Client();

	// Netty gives the same object to message after message.
	private final ByteBuf buffer = Unpooled.wrappedBuffer(new byte[100]);

	private long now;

	private final StalledWriteDetector detector = new StalledWriteDetector(this.client, WRITE_TIMEOUT, () -> {
	}, () -> this.now);

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void closesTheConnectionOfAClientThatReadsNothing() {
		write();
		checkAfter(Duration.ZERO);
		checkAfter(WRITE_TIMEOUT.minusSeconds(1));
		assertThat(this.client.isOpen()).isTrue();

		checkAfter(Duration.ofSeconds(1));

		assertThat(this.client.isOpen()).isFalse();
	}

	@Test
	void seesProgressThoughTheBufferIsReused() {
		write();
		checkAfter(Duration.ZERO);
		this.client.read(1);
		write();

		checkAfter(WRITE_TIMEOUT);

		assertThat(this.client.isOpen()).isTrue();
	}

	@Test
	void seesProgressWithinABuffer() {
		write();
		checkAfter(Duration.ZERO);
		this.client.unsafe().outboundBuffer().progress(1);

		checkAfter(WRITE_TIMEOUT);

		assertThat(this.client.isOpen()).isTrue();
	}

	@Test
	void checksTheOthersWhenOneCheckFails() {
		ClientConnections connections = new ClientConnections(Roomy.CAPACITY,
				new CallSlots(Roomy.CAPACITY, new SimpleMeterRegistry()), ClientAddress.behind(0),
				new Capacity.Properties(null, Duration.ofNanos(1)), new SimpleMeterRegistry());
		Channel broken = Mockito.mock(Mockito.RETURNS_DEEP_STUBS);
		Mockito.when(broken.unsafe()).thenThrow(new IllegalStateException("no event loop"));
		for (Channel one : new Channel[] { broken, this.client }) {
			connections.accept(one);
		}
		this.client.writeOutbound(this.buffer);
		for (int sweeps = 0; sweeps < 2; sweeps++) {
			assertThatNoException().isThrownBy(connections::sweep);
			this.client.runPendingTasks();
		}

		assertThat(this.client.isOpen()).isFalse();
	}

	private void write() {
		if (this.client.pipeline().get(StalledWriteDetector.class) == null) {
			this.client.pipeline().addFirst(this.detector);
		}
		this.client.writeOutbound(this.buffer.retain());
	}

	private void checkAfter(Duration time) {
		this.now += time.toNanos();
		this.detector.checkProgress();
		this.client.runPendingTasks();
	}

	/** Takes nothing of what is sent to it until it reads. */
	private static final class Client extends EmbeddedChannel {

		@Override
		protected void doWrite(ChannelOutboundBuffer waiting) {
			// The socket's buffers are full.
		}

		void read(int messages) {
			for (int message = 0; message < messages; message++) {
				unsafe().outboundBuffer().remove();
			}
			advanceTimeBy(0, TimeUnit.NANOSECONDS);
		}

	}

}
