package io.followsync.gateway.capacity;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalHandlerTests {

	private final EmbeddedChannel channel = new EmbeddedChannel();

	RefusalHandlerTests() {
		this.channel.freezeTime();
		this.channel.pipeline().addLast(new RefusalHandler());
	}

	@AfterEach
	void close() {
		this.channel.finishAndReleaseAll();
	}

	@Test
	void answers503AndCloses() {
		this.channel.writeInbound(Unpooled.copiedBuffer("GET / HTTP/1.1\r\n\r\n", StandardCharsets.US_ASCII));

		assertThat(answer()).startsWith("HTTP/1.1 503 ").contains("\r\nRetry-After: 5\r\n");
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void answersASilentClientAfterFiveSeconds() {
		elapse(4_999);
		assertThat(this.channel.isOpen()).isTrue();
		elapse(1);

		assertThat(answer()).startsWith("HTTP/1.1 503 ").contains("\r\nRetry-After: 5\r\n");
		assertThat(this.channel.isOpen()).isFalse();
	}

	private void elapse(long millis) {
		this.channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
		this.channel.runScheduledPendingTasks();
	}

	private String answer() {
		ByteBuf answer = this.channel.readOutbound();
		return answer.toString(StandardCharsets.US_ASCII);
	}

}
